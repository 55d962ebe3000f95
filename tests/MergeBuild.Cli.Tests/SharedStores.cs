using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class SharedStores : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SharedStores()
    {
        Parents.Model(1).WriteTo(_folder["one"]);
        Parents.Model(2).WriteTo(_folder["two"]);
        _folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: one, parameters: {weight: 1}}, {model: two, parameters: {weight: 1}}]\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_filled_used_and_collected()
    {
        var first = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--store", "store", "--json").Json;
        var second = Tool.Run(_folder.Path, "merge", "recipe.yml", "other", "--store", "store", "--json").Json;
        Assert.Equal((4, 0), ((int)first["work"]!["blocksMerged"]!, (int)first["work"]!["blocksReused"]!));
        Assert.Equal((0, 4), ((int)second["work"]!["blocksMerged"]!, (int)second["work"]!["blocksReused"]!));

        var young = Tool.Run(_folder.Path, "store", "gc", "store", "--json").Json;
        Assert.Equal(0, (int)young["filesDeleted"]!);
        var all = Tool.Run(_folder.Path, "store", "gc", "store", "--grace", "0");
        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.Matches(@"^Deleted \d files of .*; 0 files of 0 B stay\.", all.Output);
        Assert.Empty(Directory.EnumerateFiles(_folder["store"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Must_exist_to_be_collected()
    {
        var result = Tool.Run(_folder.Path, "store", "gc", "nowhere");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error MB5003: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_with_a_ledger_has_nothing_to_do_the_second_time()
    {
        Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--ledger", "merge.ledger");
        var second = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--ledger", "merge.ledger");
        Assert.Contains("is up to date", second.Output, StringComparison.Ordinal);
    }
}
