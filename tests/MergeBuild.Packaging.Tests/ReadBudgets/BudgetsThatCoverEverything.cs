using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.ReadBudgets;

public sealed class BudgetsThatCoverEverything : IDisposable
{
    private readonly BudgetFolder _folder = new();

    public BudgetsThatCoverEverything() => _folder.Analyze();

    [Fact]
    public void Give_the_files_of_the_full_merge_and_no_warning()
    {
        var full = _folder.Build(null, output: "full");
        var files = new FaultyFileSystem();
        var result = _folder.Build(_folder.AllBytes, change: options => options with { Files = files });

        Assert.Equal(_folder.Files("full"), _folder.Files());
        Assert.Empty(result.Warnings);
        Assert.Equal(full.OutputFiles, result.OutputFiles);
        Assert.Equal(_folder.AllBytes, _folder.TensorBytesRequested(files));
    }

    [Fact]
    public void Are_short_of_it_with_one_byte_less()
    {
        var warning = Assert.Single(_folder.Build(_folder.AllBytes - 1).Warnings);
        Assert.Equal("MB3050", warning.Code);
        var omitted = Assert.Single(_folder.Manifest()["approximation"]!["tensors"]!.AsArray());
        Assert.Equal(1, (long)omitted!["blocksOmitted"]!);
    }

    public void Dispose() => _folder.Dispose();
}
