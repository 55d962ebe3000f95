using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;
using MergeBuild.Testing.Faults;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class StoppedMerges : IDisposable
{
    private readonly MergeFolder _folder = new();

    public StoppedMerges()
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2), ("c", 3) })
        {
            var random = new Random(seed);
            _folder.With(name, TinyModel.Empty.WithConfigValue("model_type", "none")
                .With("first", DType.F32, [200_000], TinyLlama.Numbers(random, 200_000))
                .With("second", DType.F32, [200_000], TinyLlama.Numbers(random, 200_000)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Cancelling_in_the_middle_ends_the_merge(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        var sink = new StoppingSink(after: 3, cancellation.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => Run(sink, threads, stop: cancellation.Token));
        Assert.InRange(sink.Writes, 3, 3 + threads);
    }

    [Fact]
    public void A_merge_that_is_cancelled_beforehand_writes_nothing()
    {
        var sink = new StoppingSink(after: int.MaxValue, () => { });
        Assert.ThrowsAny<OperationCanceledException>(() => Run(sink, 2, stop: new CancellationToken(canceled: true)));
        Assert.Equal(0, sink.Writes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_failure_on_one_thread_is_thrown_once_as_it_was(int threads)
    {
        var failure = new InvalidDataException("the disk");
        var exception = Assert.Throws<InvalidDataException>(() => Run(new StoppingSink(after: 3, () => throw failure), threads));
        Assert.Same(failure, exception);
    }

    [Theory]
    [InlineData(FileOperation.OpenRead)]
    [InlineData(FileOperation.Read)]
    public void Every_read_that_can_fail_fails_the_merge(FileOperation operation)
    {
        var plan = MergePlanner.Plan(_folder.Recipe(MethodRecipes.Of("slerp")));
        var faults = 0;
        for (FaultyFileSystem files; ; faults++)
        {
            files = new FaultyFileSystem(new FileFault(operation, faults + 1, FaultDuration.Persistent));
            var exception = Record.Exception(() => Run(new MemorySink(), 3, plan, files));
            if (!files.HasFailed)
            {
                Assert.Null(exception);
                break;
            }

            Assert.Equal("MB2031", Assert.Single(Assert.IsType<MergeBuildException>(exception).Diagnostics).Code);
        }

        Assert.InRange(faults, 2, 1000);
    }

    [Fact]
    public void Short_reads_change_nothing()
    {
        var plan = MergePlanner.Plan(_folder.Recipe(MethodRecipes.Of("slerp")));
        var (whole, pieces) = (new MemorySink(), new MemorySink());
        Run(whole, 2, plan);
        Run(pieces, 2, plan, new FaultyFileSystem { LongestRead = 1001 });
        Assert.All(whole.Tensors, tensor => Assert.Equal(tensor.Value, pieces.Tensors[tensor.Key]));
    }

    [Fact]
    public void A_parent_that_shrank_is_named()
    {
        var plan = MergePlanner.Plan(_folder.Recipe(MethodRecipes.Of("linear")));
        var path = Path.Combine(_folder["b"], "model.safetensors");
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length - 1);
        }

        var diagnostic = Assert.Single(Assert.Throws<MergeBuildException>(() => Run(new MemorySink(), 2, plan)).Diagnostics);
        Assert.Equal("MB2034", diagnostic.Code);
        Assert.Contains(path, diagnostic.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Run(
        IResultSink sink, int threads, MergePlan? plan = null, FaultyFileSystem? files = null, CancellationToken? stop = null)
    {
        var options = new MergeEngineOptions { Threads = threads, BlockLength = Tiling.DefaultUnitLength };
        MergeEngine.Run(plan ?? MergePlanner.Plan(_folder.Recipe(MethodRecipes.Of("ties"))), sink,
            files is null ? options : options with { Files = files }, null, stop ?? TestContext.Current.CancellationToken);
    }

    private sealed class StoppingSink(int after, Action stop) : IResultSink
    {
        private int _writes;

        public int Writes => _writes;

        public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes)
        {
            if (Interlocked.Increment(ref _writes) == after)
            {
                stop();
            }
        }
    }
}
