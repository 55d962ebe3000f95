namespace MergeBuild.Faults.Faults;

/// <summary>SIGINT or SIGTERM at a random moment of a merge.</summary>
internal sealed class CancelledMerge : Fault
{
    public override string Name => "SIGINT or SIGTERM at a random moment";

    public override string? Missing => OperatingSystem.IsWindows() ? "Windows has no signals" : null;

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        for (var time = 0; time < times; time++)
        {
            project.Hit(
                command => ToolRun.Of(project.Place, command, process =>
                {
                    if (!process.WaitForExit(random.Next(100, 1000)))
                    {
                        ToolRun.Of("/", "kill", random.Next(2) == 0 ? "-INT" : "-TERM", $"{process.Id}");
                    }
                }),
                tally);
        }
    }
}
