namespace MergeBuild.Faults.Faults;

/// <summary>
/// A power cut: the image under a mounted ext4 is copied in the middle of a merge, or right after its end, and what the
/// copy holds is what a machine would find after it starts again.
/// </summary>
internal sealed class PowerCut : Fault
{
    public override string Name => "power cut: copied image of a mounted disk";

    public override string? Missing => Mount.Missing ?? (File.Exists("/dev/loop-control") ? null : "there are no loop devices");

    public override void Run(Tally tally, Random random, int times)
    {
        var folder = Directory.CreateTempSubdirectory("mergebuild-power-").FullName;
        var (image, copy, before, after) = (Path.Combine(folder, "disk"), Path.Combine(folder, "copy"), Path.Combine(folder, "before"), Path.Combine(folder, "after"));
        using (var file = File.Create(image))
        {
            file.SetLength(96 << 20);
        }

        Require(ToolRun.Of(folder, "mkfs.ext4", "-q", image));
        using (var disk = Mount.At(before, "-o", "loop,commit=1", image))
        using (var project = new MergeProject(before))
        {
            for (var time = 0; time < times; time++)
            {
                project.Turn();
                project.Place = before;
                var isAfter = time % 4 == 0;
                var run = ToolRun.Of(folder, project.Command, process =>
                {
                    if (!isAfter && !process.WaitForExit(random.Next(250, 900)))
                    {
                        // Stopped, so that the copy is of one moment.
                        ToolRun.Of("/", "kill", "-STOP", $"{process.Id}");
                        Require(ToolRun.Of(folder, "cp", "--sparse=always", image, copy));
                        process.Kill();
                    }
                });
                if (run.ExitCode == 0)
                {
                    Require(ToolRun.Of(folder, "cp", "--sparse=always", image, copy));
                }

                string? problem;
                using (Mount.At(after, "-o", "loop", copy))
                {
                    // What a build has said to be done is on the disk.
                    project.Place = after;
                    problem = project.Problem(run);
                }

                tally.Add(run.ExitCode == 0 ? "cut after the end" : "cut in the middle", problem);
                project.Place = before;
                project.Build();
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void Require(ToolRun run) => _ = run.ExitCode == 0 ? 0 : throw new InvalidOperationException(run.Output);
}
