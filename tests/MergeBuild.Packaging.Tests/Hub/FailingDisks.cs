using MergeBuild.Diagnostics;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class FailingDisks : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    public static TheoryData<FileOperation> Operations => [.. Enum.GetValues<FileOperation>().Except([FileOperation.Copy, FileOperation.Delete])];

    // Wherever the disk fails, what has a name in the cache is whole, and the next restore completes the rest.
    [Theory]
    [MemberData(nameof(Operations))]
    public void Leave_nothing_wrong_behind(FileOperation operation)
    {
        for (var occurrence = 1; ; occurrence++)
        {
            var files = new FaultyFileSystem(new FileFault(operation, occurrence));
            try
            {
                _hub.Restore(change: options => options with { Files = files, ParallelFiles = 1 });
            }
            catch (MergeBuildException exception)
            {
                Assert.All(exception.Diagnostics, diagnostic => Assert.StartsWith("MB20", diagnostic.Code, StringComparison.Ordinal));
            }

            foreach (var blob in Directory.Exists(Path.Combine(_hub.Repository, "blobs")) ? Directory.GetFiles(Path.Combine(_hub.Repository, "blobs")).Where(path => Path.GetExtension(path).Length == 0) : [])
            {
                Assert.Equal(Path.GetFileName(blob), _hub.Server[HubFolder.Math].IdOf(File.ReadAllBytes(blob)));
            }

            _hub.Restore();
            _hub.AssertComplete();
            if (!files.HasFailed)
            {
                Assert.True(occurrence > 1);
                return;
            }

            Directory.Delete(_hub.Cache, recursive: true);
            File.Delete(_hub.LockFile);
        }
    }
}
