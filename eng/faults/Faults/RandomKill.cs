using System.Diagnostics;

namespace MergeBuild.Faults.Faults;

/// <summary>SIGKILL at a random moment of a merge.</summary>
internal sealed class RandomKill : Fault
{
    public override string Name => "SIGKILL of a merge at a random moment";

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        project.Turn();
        var watch = Stopwatch.StartNew();
        project.Build();
        var whole = watch.Elapsed;
        for (var time = 0; time < times; time++)
        {
            // The first part of a run is the start of .NET, in which there is nothing to lose.
            var delay = whole * (0.2 + (0.7 * random.NextDouble()));
            project.Hit(
                command => ToolRun.Of(project.Place, command, process =>
                {
                    if (!process.WaitForExit(delay))
                    {
                        process.Kill();
                    }
                }),
                tally);
        }
    }
}
