using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Locks;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class DamagedLocks : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    // What it pins is compared with what is fetched, so one that can still be read does no harm.
    [Fact]
    public void Are_read_or_refused_by_name()
    {
        _hub.Restore();
        var refused = 0;
        foreach (var damaged in Damage.Of(File.ReadAllBytes(_hub.LockFile), seed: 5, count: 2000))
        {
            File.WriteAllBytes(_hub.LockFile, damaged);
            if (Record.Exception(() => MergeLockFile.Read(_hub.LockFile, PhysicalFileSystem.Instance)) is { } exception)
            {
                var diagnostic = Assert.Single(Assert.IsType<MergeBuildException>(exception).Diagnostics);
                Assert.Equal("MB5120", diagnostic.Code);
                Assert.Contains(_hub.LockFile, diagnostic.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused > 1000, $"Only {refused} were refused.");
    }
}
