using MergeBuild.Merging.Methods;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Incremental;

/// <summary>The operating system may deliver less than was asked for, whenever it likes.</summary>
public sealed class ShortReads
{
    [Theory]
    [InlineData(3)]
    [InlineData(4093)]
    public void Change_no_byte_of_a_clean_or_an_incremental_build(int longestRead)
    {
        using var project = new EditedProject(5, MergeMethods.All["ties"]);
        project.Build(new FaultyFileSystem { LongestRead = longestRead });
        Assert.Equal(project.CleanBuild(), project.Files);

        project.EditBytes(1, "lm_head.weight");
        var work = project.Build(new FaultyFileSystem { LongestRead = longestRead }).Work;
        Assert.True(work.BlocksReused > 0);
        Assert.Equal(project.CleanBuild(), project.Files);
    }
}
