using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.ReadBudgets;

public sealed class BytesThatAreRead : IDisposable
{
    private readonly BudgetFolder _folder = new();

    public BytesThatAreRead() => _folder.Analyze();

    [Fact]
    public void Are_never_more_than_the_budget_and_as_many_as_the_manifest_says()
    {
        var (least, most) = ((int)_folder.BytesOf("base"), (int)_folder.AllBytes);
        var number = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(
            Gen.Choose(least, most - 1).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), Gen.Elements(1000, 77_777, int.MaxValue).ToArbitrary(), (budget, threads, longestRead) =>
            {
                var files = new FaultyFileSystem { LongestRead = longestRead };
                var output = $"output{number++}";
                _folder.Build(budget, output: output, change: options => options with { Files = files, Threads = threads });
                var requested = _folder.TensorBytesRequested(files);
                return requested <= budget && requested == (long)_folder.Manifest(output)["approximation"]!["bytesRequested"]!;
            }));
    }

    [Fact]
    public void Fill_the_budget_up_to_the_smallest_block_that_is_left_out()
    {
        var budget = _folder.BytesOf("base") + (_folder.BytesOf("a") / 2);
        _folder.Build(budget);
        var requested = (long)_folder.Manifest()["approximation"]!["bytesRequested"]!;
        var leastOmitted = _folder.Manifest()["approximation"]!["tensors"]!.AsArray().Min(tensor => (long)tensor!["bytesOmitted"]! / (long)tensor["blocksOmitted"]!);

        Assert.InRange(budget - requested, 0, leastOmitted - 1);
    }

    [Fact]
    public void Of_the_smallest_budget_are_the_base()
    {
        var least = _folder.BytesOf("base");
        var files = new FaultyFileSystem();
        _folder.Build(least, change: options => options with { Files = files });

        Assert.Equal(least, _folder.TensorBytesRequested(files));
        Assert.Equal(_folder.Weights("base"), _folder.Weights("output"));
        var problem = _folder.Fails(least - 1);
        Assert.Equal("MB3052", problem.Code);
        Assert.Contains(FormattableString.Invariant($"the smallest possible is {least} bytes"), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_build_with_nothing_changed_are_none()
    {
        ModelBuildOptions WithLedger(ModelBuildOptions options) => options with { LedgerFile = _folder["obj/merge.ledger"] };
        var budget = _folder.AllBytes / 2;
        var first = _folder.Build(budget, change: WithLedger);
        Thread.Sleep(60);
        var files = new FaultyFileSystem();
        var second = _folder.Build(budget, change: options => WithLedger(options) with { Files = files });

        Assert.Equal(0, _folder.TensorBytesRequested(files));
        Assert.True(second.IsUpToDate);
        Assert.Equal(first.Warnings, second.Warnings);
    }

    [Fact]
    public void Are_forecast()
    {
        var budget = _folder.AllBytes / 2;
        var forecast = ModelBuild.Forecast(_folder.Recipe(), _folder.Options(budget), cancellation: TestContext.Current.CancellationToken);
        _folder.Build(budget);

        Assert.Equal((long)_folder.Manifest()["approximation"]!["bytesRequested"]!, forecast.Work.BytesRead);
        Assert.Equal("MB3050", Assert.Single(forecast.Warnings).Code);
    }

    public void Dispose() => _folder.Dispose();
}
