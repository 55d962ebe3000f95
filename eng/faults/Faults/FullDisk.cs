namespace MergeBuild.Faults.Faults;

/// <summary>A disk of its own for the output, from far too small to large enough.</summary>
internal sealed class FullDisk : Fault
{
    private const int Largest = 40;

    public override string Name => "a full disk";

    public override string? Missing => Mount.Missing;

    public override void Run(Tally tally, Random random, int times)
    {
        var place = Directory.CreateTempSubdirectory("mergebuild-disk-").FullName;
        using (var disk = Mount.At(place, "-t", "tmpfs", "-o", $"size={Largest}m", "tmpfs"))
        using (var project = new MergeProject(place))
        {
            for (var time = 0; time < times; time++)
            {
                // Less than a build needs beside what lies there, down to nothing.
                var filler = Path.Combine(place, "filler");
                var free = new DriveInfo(place).AvailableFreeSpace;
                project.Hit(
                    command =>
                    {
                        using (var file = File.OpenHandle(filler, FileMode.CreateNew, FileAccess.Write, preallocationSize: (long)(free * Math.Sqrt(random.NextDouble()))))
                        {
                        }

                        var run = ToolRun.Of("/", command);
                        File.Delete(filler);
                        return run;
                    },
                    tally);
            }
        }

        Directory.Delete(place);
    }
}
