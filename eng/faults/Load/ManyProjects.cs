namespace MergeBuild.Faults.Load;

/// <summary>A hundred merge projects in one parallel build.</summary>
internal sealed class ManyProjects : Fault
{
    private const int Count = 100;

    public override string Name => "100 merge projects in one dotnet build -m";

    public override void Run(Tally tally, Random random, int times)
    {
        using var work = new SdkProject(vocabulary: 16);
        string[] names = [.. Enumerable.Range(0, Count).Select(number => $"model{number}")];
        foreach (var (number, name) in names.Index())
        {
            work.Write(name, number + 1);
        }

        File.WriteAllText(Path.Combine(work.Path, "all.slnx"), $"""
            <Solution>{string.Concat(names.Select(name => $"<Project Path=\"{name}.mergeproj\" Type=\"C#\" />"))}</Solution>
            """);
        var first = work.Dotnet(null, "build", "all.slnx", "-m");
        foreach (var name in names)
        {
            tally.Add("built", first.ExitCode == 0 && work.Model(name).ContainsKey("merge.manifest.json") ? null : first.Output);
        }

        var second = work.Dotnet(null, "build", "all.slnx", "-m", "--no-restore", "-v:n", "-tl:off");
        tally.Add("second build skips all", second.Output.Split("Skipping target \"MergeModel\"").Length - 1 == Count ? null : "some were merged again");
    }
}
