using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Incremental;

/// <summary>A store only saves work: where its disk fails, builds fail at most with a diagnostic, and no later build takes over what is wrong.</summary>
public sealed class FailingDiskWithAStore
{
    // A store of this project sees dozens of each; one in so many is made to fail.
    private const int Stride = 9;

    public static TheoryData<FileOperation, FaultDuration> Faults =>
        [.. from operation in Enum.GetValues<FileOperation>()
            from duration in operation is FileOperation.Read ? [FaultDuration.Once] : new[] { FaultDuration.Once, FaultDuration.Persistent }
            select (operation, duration)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Never_makes_a_later_build_take_over_what_is_not_so(FileOperation operation, FaultDuration duration)
    {
        using var project = new EditedProject(6, MergeMethods.All["linear"]);
        var expected = project.CleanBuild();
        for (var occurrence = 1; ; occurrence += Stride)
        {
            var store = project.Folder[$"store{occurrence}"];
            var files = new FaultyFileSystem(new FileFault(operation, occurrence, duration));
            var exception = Record.Exception(() => Build(project, $"first{occurrence}", store, files));
            Assert.True(exception is null or MergeBuildException, $"{exception}");
            Build(project, $"second{occurrence}", store);
            Assert.Equal(expected, Files(project, $"second{occurrence}"));
            if (exception is null)
            {
                Assert.Equal(expected, Files(project, $"first{occurrence}"));
            }

            if (!files.HasFailed)
            {
                Assert.Null(exception);
                return;
            }
        }
    }

    private static void Build(EditedProject project, string clone, string store, FaultyFileSystem? files = null)
    {
        var options = project.Options with { OutputDirectory = project.Folder[clone], StoreDirectory = store, Threads = 1 };
        ModelBuild.Run(project.Recipe, options with { LedgerFile = null, Files = files ?? options.Files }, cancellation: TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, byte[]> Files(EditedProject project, string clone) => Directory.EnumerateFiles(project.Folder[clone])
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);
}
