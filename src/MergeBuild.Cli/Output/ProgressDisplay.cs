using MergeBuild.Merging.Engine;
using Spectre.Console;

namespace MergeBuild.Cli.Output;

/// <summary>Shows progress on standard error: a bar on a terminal, a line every other second elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work that reports progress.</summary>
    public static T Show<T>(Func<IProgress<MergeProgress>, T> work)
    {
        var console = Terminal.Error();
        return console.Profile.Capabilities is { Interactive: true, Ansi: true }
            ? console.Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                    new TransferSpeedColumn(), new RemainingTimeColumn())
                .Start(context => work(new ProgressBars(context)))
            : work(new ProgressLines(Console.Error));
    }
}
