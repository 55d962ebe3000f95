namespace MergeBuild.Faults.Faults;

/// <summary>Several merges into one directory at the same time: each waits for the one before, and all succeed.</summary>
internal sealed class MergesAtOnce : Fault
{
    private const int Together = 4;

    public override string Name => "merges into one directory at once";

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        for (var time = 0; time < Math.Max(1, times / Together); time++)
        {
            project.Turn();
            var runs = Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Task.Run(() => project.Build()))).GetAwaiter().GetResult();
            foreach (var run in runs)
            {
                tally.Add(run.Output.Contains("Waiting for another merge", StringComparison.Ordinal) ? "waited" : run.End, run.ExitCode == 0 ? project.WholeProblem() : run.Output);
            }
        }
    }
}
