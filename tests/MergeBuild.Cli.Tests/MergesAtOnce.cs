using MergeBuild.Checkpoints.Files;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class MergesAtOnce : IDisposable
{
    private static readonly string[] Merge = ["merge", "recipe.yml", "out", "--ledger", "merge.ledger"];
    private readonly TemporaryFolder _folder = new();

    public MergesAtOnce()
    {
        Parents.Model(1).WriteTo(_folder["one"]);
        _folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: one, parameters: {weight: 1}}]\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Into_one_directory_wait_for_one_another_and_say_so()
    {
        var held = DirectoryLock.Take(_folder["out"], () => { }, TestContext.Current.CancellationToken);
        using var process = Tool.Start(_folder.Path, Merge);
        Assert.Equal("Waiting for another merge to be done with out.", await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_folder["out"]));
        held.Dispose();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("is up to date", Tool.Run(_folder.Path, Merge).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void That_fail_leave_no_empty_directory()
    {
        _folder.Write("recipe.yml", "merge_method: linear\nmodels: [{model: nowhere, parameters: {weight: 1}}]\n");
        Assert.Equal(1, Tool.Run(_folder.Path, Merge).ExitCode);
        Assert.False(Directory.Exists(_folder["out"]));
    }
}
