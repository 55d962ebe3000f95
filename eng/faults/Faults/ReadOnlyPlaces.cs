namespace MergeBuild.Faults.Faults;

/// <summary>Parents, and then the output, on mounts that can only be read.</summary>
internal sealed class ReadOnlyPlaces : Fault
{
    public override string Name => "read-only parents, read-only output";

    public override string? Missing => Mount.Missing;

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        Hit(project, project.Parents, isFailure: false, tally);
        Hit(project, project.Place, isFailure: true, tally);
    }

    private static void Hit(MergeProject project, string place, bool isFailure, Tally tally) => project.Hit(
        command =>
        {
            using var mount = Mount.At(place, "--bind", place);
            mount.Remount("bind,ro");
            var run = ToolRun.Of("/", command);
            return run.ExitCode == 0 == isFailure ? run with { ExitCode = -1 } : run;
        },
        tally);
}
