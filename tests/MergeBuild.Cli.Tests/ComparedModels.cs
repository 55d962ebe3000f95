using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>Two merges, compared by <c>diff</c>.</summary>
public sealed class ComparedModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ComparedModels()
    {
        foreach (var seed in new[] { 1, 2 })
        {
            Parents.Model(seed).WriteTo(_folder[$"parent{seed}"]);
        }

        foreach (var (name, weight) in new[] { ("one", "0.5"), ("two", "0.25"), ("again", "0.5") })
        {
            _folder.Write($"{name}.yml", $"merge_method: linear\nmodels: [{{model: parent1, parameters: {{weight: {weight}}}}}, {{model: parent2, parameters: {{weight: 0.5}}}}]\n");
            Assert.Equal(0, Tool.Run(_folder.Path, "merge", $"{name}.yml", name).ExitCode);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void That_are_the_same()
    {
        var result = Tool.Run(_folder.Path, "diff", "one", "again");
        Assert.Equal((0, "Nothing differs."), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public void With_what_moved_and_what_it_means()
    {
        var result = Tool.Run(_folder.Path, "diff", "one", "two");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("sources['parent1'].parameters.weight[0].values[0]: \"0.5\" → \"0.25\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("model.layers.1.mlp.weight", result.Output, StringComparison.Ordinal);
        Assert.Contains("For the version, this is a minor change.", result.Output, StringComparison.Ordinal);

        var json = Tool.Run(_folder.Path, "diff", "one/merge.manifest.json", "two", "--json").Json;
        Assert.Equal("minor", (string?)json["change"]);
        Assert.Equal(4, (int?)json["changedTensors"]);

        // A manifest has no weights.
        Assert.Empty(json["tensors"]!.AsArray());
    }

    [Fact]
    public void With_the_farthest_tensors_first()
    {
        var json = Tool.Run(_folder.Path, "diff", "one", "two", "--json", "--tensors", "2").Json;
        var distances = json["tensors"]!.AsArray().Select(tensor => (double)tensor!["relativeDistance"]!).ToArray();
        Assert.Equal(2, distances.Length);
        Assert.Equal(distances.OrderDescending(), distances);
        Assert.All(distances, distance => Assert.InRange(distance, 1e-6, 10));
    }

    [Fact]
    public void One_of_which_is_none()
    {
        var result = Tool.Run(_folder.Path, "diff", "one", "parent1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error MB5303: 'parent1' gives no manifest to compare with", result.Error, StringComparison.Ordinal);
    }
}
