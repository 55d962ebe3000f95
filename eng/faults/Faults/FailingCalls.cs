namespace MergeBuild.Faults.Faults;

/// <summary>Errors of the operating system from the k-th call on, once and for good; among them the errors of fsync that .NET hides.</summary>
internal sealed class FailingCalls : Fault
{
    private static readonly (string Call, string Error)[] Errors =
    [
        ("fallocate", "ENOSPC"), ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fsync", "EIO"), ("fsync", "ENOSPC"), ("fsync", "EDQUOT"), ("rename", "EIO"), ("pread64", "EIO"),
    ];

    public override string Name => "errors of system calls from the k-th on";

    public override string? Missing => Strace.Missing;

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        foreach (var (call, error) in Errors)
        {
            // .NET itself reads by pread64 when it starts.
            var path = call == "pread64" ? project.Weights(1) : null;
            foreach (var isPersistent in (bool[])[false, true])
            {
                for (var step = 1; ; step++)
                {
                    var when = isPersistent ? $"{step}+" : $"{step}";
                    var run = project.Hit(command => ToolRun.Of(project.Place, Strace.Around(call, $"error={error}", when, path, command)), tally);
                    if (run.ExitCode == 0 || step >= times)
                    {
                        break;
                    }
                }
            }
        }
    }
}
