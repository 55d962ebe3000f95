namespace MergeBuild.Faults.Faults;

/// <summary>SIGKILL at the first, second, third and so on of each system call that changes the disk.</summary>
internal sealed class StepKill : Fault
{
    // Reserved space, written and copied bytes, and the steps of publishing.
    private static readonly string[] Calls = ["fallocate", "pwrite64", "copy_file_range", "fsync", "rename", "unlink"];

    public override string Name => "SIGKILL of a merge at the k-th call";

    public override string? Missing => Strace.Missing;

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        foreach (var call in Calls)
        {
            for (var step = 1; ; step++)
            {
                var run = project.Hit(command => ToolRun.Of(project.Place, Strace.Around(call, "signal=SIGKILL", $"{step}", null, command)), tally);
                if (run.ExitCode == 0 || step >= times)
                {
                    break;
                }
            }
        }
    }
}
