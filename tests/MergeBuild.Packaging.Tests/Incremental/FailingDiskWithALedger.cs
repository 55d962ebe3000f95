using MergeBuild.Merging.Methods;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Incremental;

public sealed class FailingDiskWithALedger
{
    // Of the hundreds of writes of a build, one in so many is made to fail.
    private const int Stride = 3;

    public static TheoryData<FileOperation, FaultDuration> Faults =>
        [.. from operation in Enum.GetValues<FileOperation>()
            from duration in operation is FileOperation.Read or FileOperation.OpenRead ? [FaultDuration.Once] : new[] { FaultDuration.Once, FaultDuration.Crash }
            select (operation, duration)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Never_makes_a_later_build_take_over_what_is_not_so(FileOperation operation, FaultDuration duration)
    {
        using var project = new EditedProject(3, MergeMethods.All["task_arithmetic"]);
        project.Build();
        for (var occurrence = 1; ; occurrence += operation is FileOperation.Read or FileOperation.Write ? Stride : 1)
        {
            project.EditBytes(1, "lm_head.weight");
            var files = new FaultyFileSystem(new FileFault(operation, occurrence, duration));
            var exception = Record.Exception(() => project.Build(files));
            project.Build();
            Assert.Equal(project.CleanBuild(), project.Files);
            if (!files.HasFailed)
            {
                Assert.Null(exception);
                return;
            }
        }
    }
}
