namespace MergeBuild.Faults.Faults;

/// <summary>Fewer and fewer open files.</summary>
internal sealed class DescriptorLimit : Fault
{
    public override string Name => "limits of open files";

    public override string? Missing => OperatingSystem.IsWindows() ? "Windows has no such limit" : null;

    public override void Run(Tally tally, Random random, int times)
    {
        using var project = new MergeProject();
        for (var limit = 256; limit >= 16; limit -= limit > 64 ? 32 : 4)
        {
            project.Hit(command => ToolRun.Of("/", ["sh", "-c", $"ulimit -n {limit}; exec \"$@\"", "sh", .. command], null), tally);
        }
    }
}
