namespace MergeBuild.Faults.Faults;

/// <summary>
/// Several parallel builds of one solution at the same time, of a merge and of one that is merged from it: none waits forever, all
/// succeed, and the models are those of a clean build. Now and then one of them is killed while it has a lock.
/// </summary>
internal sealed class BuildsAtOnce : Fault
{
    private const int Together = 3;
    private static readonly string[] Names = ["first", "second"];
    private static readonly string[] DTypes = ["bfloat16", "float16", "float32"];

    public override string Name => "builds of one gated solution at once";

    public override void Run(Tally tally, Random random, int times)
    {
        using var work = new SdkProject(vocabulary: 16);
        work.WriteTree(Names[0], Names[1], DTypes[0]);
        File.WriteAllText(Path.Combine(work.Path, "all.slnx"), $"""<Solution>{string.Concat(Names.Reverse().Select(name => $"<Project Path=\"{name}.mergeproj\" Type=\"C#\" />"))}</Solution>""");
        for (var time = 0; time < Math.Max(1, times / 8); time++)
        {
            work.WriteTree(Names[0], Names[1], DTypes[time % DTypes.Length]);
            SdkProject.Require(work.Dotnet(null, "build", "all.slnx", "-m:2"));
            var clean = Names.Select(work.Model).ToArray();
            SdkProject.Require(work.Dotnet(null, "clean", "all.slnx", "-m:2"));
            SdkProject.Require(work.Dotnet(null, "restore", "all.slnx"));
            var killed = random.Next(2 * Together);
            var runs = Task.WhenAll(Enumerable.Range(0, Together).Select(number => Task.Run(() => work.Dotnet(
                process =>
                {
                    if (number == killed && !process.WaitForExit(random.Next(2000, 8000)))
                    {
                        process.Kill(entireProcessTree: true);
                    }
                },
                "build", "all.slnx", "-m:2", "--no-restore", "-tl:off")))).GetAwaiter().GetResult();
            foreach (var (number, run) in runs.Index())
            {
                tally.Add(
                    run.Output.Contains("waiting for another build", StringComparison.Ordinal) ? "waited" : run.End,
                    number == killed ? null : run.ExitCode != 0 ? run.Output.Trim() : Names.Zip(clean).All(model => SdkProject.Same(work.Model(model.First), model.Second)) ? null : "a model is not that of a clean build");
            }
        }
    }
}
