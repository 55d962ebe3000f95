namespace MergeBuild.Faults.Faults;

/// <summary>SIGKILL of <c>dotnet build</c> and all its processes at a random moment.</summary>
internal sealed class KilledBuilds : Fault
{
    private const int Vocabulary = 300_000;

    public override string Name => "SIGKILL of dotnet build at a random moment";

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new SdkProject(Vocabulary);
        var clean = new Dictionary<string, byte[]>[2];
        for (var recipe = 0; recipe < 2; recipe++)
        {
            project.Write("model", recipe + 1);
            SdkProject.Require(project.Dotnet(null, "build", "model.mergeproj"));
            clean[recipe] = project.Model("model");
            SdkProject.Require(project.Dotnet(null, "clean", "model.mergeproj"));
        }

        for (var time = 0; time < Math.Max(1, times / 4); time++)
        {
            var recipe = time % 2;
            project.Write("model", recipe + 1);
            var run = project.Dotnet(
                process =>
                {
                    if (!process.WaitForExit(random.Next(500, 5000)))
                    {
                        process.Kill(entireProcessTree: true);
                    }
                },
                "build", "model.mergeproj", "--no-restore");
            var torn = project.Model("model").FirstOrDefault(file => !file.Key.EndsWith(".tmp", StringComparison.Ordinal) &&
                !clean.Any(files => files[file.Key].AsSpan().SequenceEqual(file.Value))).Key;
            var next = project.Dotnet(null, "build", "model.mergeproj");
            tally.Add(run.End, torn is not null ? $"'{torn}' is torn"
                : next.ExitCode != 0 ? $"the next build fails: {next.Output.Trim()}"
                : SdkProject.Same(project.Model("model"), clean[recipe]) ? null : "the next build's model is not that of a clean build");
        }
    }
}
