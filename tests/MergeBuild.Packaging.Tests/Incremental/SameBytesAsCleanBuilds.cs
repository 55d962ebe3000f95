using MergeBuild.Merging.Methods;

namespace MergeBuild.Packaging.Tests.Incremental;

public sealed class SameBytesAsCleanBuilds
{
    public static TheoryData<string> Methods => [.. MergeMethods.All.Keys];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_every_edit_of_a_random_sequence(int seed)
    {
        using var project = new EditedProject(seed);
        var edits = new List<string>();
        for (var step = 0; step < 12; step++)
        {
            project.Build();
            AssertSame(project, edits);
            edits.Add(project.Edit());
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void With_every_method_after_bytes_of_a_parent_changed(string method)
    {
        using var project = new EditedProject(7, MergeMethods.All[method]);
        project.Build();
        var edits = new List<string> { project.EditBytes(1, "lm_head.weight") };
        project.Build();
        AssertSame(project, edits);
        edits.Add(project.EditBytes(0, "model.embed_tokens.weight"));
        project.Build();
        AssertSame(project, edits);
        Assert.True(project.Build().IsUpToDate);
        AssertSame(project, edits);
    }

    private static void AssertSame(EditedProject project, List<string> edits)
    {
        var (expected, actual) = (project.CleanBuild(), project.Files);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, bytes) in expected)
        {
            Assert.True(bytes.AsSpan().SequenceEqual(actual[name]), $"'{name}' is not the same after: {string.Join("; ", edits)}");
        }
    }
}
