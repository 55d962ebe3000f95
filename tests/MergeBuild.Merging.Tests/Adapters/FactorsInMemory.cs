using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class FactorsInMemory
{
    private const int Side = 300;

    [Fact]
    public void Are_read_once_for_all_blocks_and_passes_of_a_tensor_and_let_go_after_it()
    {
        using var folder = new AdapterFolder();
        folder.Write("base", AdapterFolder.Model.With("x.proj.weight", DType.F32, [Side, Side], Reference.Random(1, Side * Side)));
        folder.WriteAdapter("adapter", "{}", AdapterFolder.Model
            .With("x.proj.lora_A.weight", DType.F32, [2, Side], Reference.Random(2, 2 * Side))
            .With("x.proj.lora_B.weight", DType.F32, [Side, 2], Reference.Random(3, 2 * Side)));
        var plan = MergePlanner.Plan(folder.Recipe("ties", "base", ("base", "adapter", "weight=1 density=0.5")));
        var files = new CountingFiles();
        var options = new MergeEngineOptions { Threads = 2, BlockLength = Tiling.DefaultUnitLength, Files = files };

        MergeEngine.Run(plan, new NoSink(), options, null, TestContext.Current.CancellationToken);
        Assert.Equal(4 * Side * sizeof(float), files.AdapterBytes);

        MergeEngine.Run(plan, new NoSink(), options, null, TestContext.Current.CancellationToken);
        Assert.Equal(2 * 4 * Side * sizeof(float), files.AdapterBytes);
    }

    private sealed class NoSink : IResultSink
    {
        public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes)
        {
        }
    }

    private sealed class CountingFiles : IFileSystem
    {
        private long _adapterBytes;

        public long AdapterBytes => _adapterBytes;

        public IReadableFile OpenRead(string path) => new CountingFile(PhysicalFileSystem.Instance.OpenRead(path), count =>
            Interlocked.Add(ref _adapterBytes, Path.GetFileName(path).StartsWith("adapter", StringComparison.Ordinal) ? count : 0));

        public IWritableFile Create(string path, long length, bool reserve = true) => throw new NotSupportedException();

        public IWritableFile Extend(string path) => throw new NotSupportedException();

        public void Replace(string source, string destination) => throw new NotSupportedException();

        public void SyncDirectory(string directory) => throw new NotSupportedException();

        public void Delete(string path) => throw new NotSupportedException();
    }

    private sealed class CountingFile(IReadableFile file, Action<int> onRead) : IReadableFile
    {
        public string Path => file.Path;

        public long Length => file.Length;

        public FileIdentity Identity => file.Identity;

        public int Read(Span<byte> buffer, long offset)
        {
            var count = file.Read(buffer, offset);
            onRead(count);
            return count;
        }

        public void Dispose() => file.Dispose();
    }
}
