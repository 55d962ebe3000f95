using System.Globalization;

namespace MergeBuild.Faults.Faults;

/// <summary>Less and less memory: limits of a control group, which kills, and of the managed heap, which throws.</summary>
internal sealed class MemoryLimit : Fault
{
    private const string Groups = "/sys/fs/cgroup/memory";
    private const int Steps = 12;

    public override string Name => "memory limits";

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        for (var step = 0; step < Steps; step++)
        {
            var heap = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = (0x100000 << (step / 2)).ToString("X", CultureInfo.InvariantCulture) };
            project.Hit(command => ToolRun.Of("/", command, null, heap), tally);
        }

        var group = Path.Combine(Groups, $"mergebuild-{Environment.ProcessId}");
        if (!TryMake(group))
        {
            tally.Add("no control group could be made", null);
            return;
        }

        for (var step = 0; step < Steps; step++)
        {
            File.WriteAllText(Path.Combine(group, "memory.limit_in_bytes"), $"{24 + (step * 10)}M");
            project.Hit(command => ToolRun.Of("/", ["sh", "-c", $"echo $$ > {group}/cgroup.procs; exec \"$@\"", "sh", .. command], null), tally);
        }

        Directory.Delete(group);
    }

    private static bool TryMake(string group)
    {
        try
        {
            return Directory.Exists(Groups) && Directory.CreateDirectory(group).Exists && File.Exists(Path.Combine(group, "memory.limit_in_bytes"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
