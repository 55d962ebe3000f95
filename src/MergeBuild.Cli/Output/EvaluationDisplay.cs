using System.Diagnostics;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Running;
using Spectre.Console;

namespace MergeBuild.Cli.Output;

/// <summary>Shows the progress of evaluations on standard error: a bar a suite on a terminal, a line every other second elsewhere.</summary>
internal static class EvaluationDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Runs work that reports progress.</summary>
    public static T Show<T>(Func<IProgress<EvaluationProgress>, T> work)
    {
        var console = Terminal.Error();
        return console.Profile.Capabilities is { Interactive: true, Ansi: true }
            ? console.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
                .Start(context => work(new Bars(context)))
            : work(new Lines(Console.Error));
    }

    private sealed class Bars(ProgressContext context) : IProgress<EvaluationProgress>
    {
        private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

        public void Report(EvaluationProgress value)
        {
            if (!_bars.TryGetValue(value.Suite, out var bar))
            {
                bar = context.AddTask(Markup.Escape(LogText.Sanitize(value.Suite)), maxValue: Math.Max(1, value.TokenCount));
                _bars.Add(value.Suite, bar);
            }

            bar.Value = value.TokensDone;
            bar.Description = Markup.Escape(LogText.Sanitize(value.ToString()));
        }
    }

    private sealed class Lines(TextWriter writer) : IProgress<EvaluationProgress>
    {
        private long _mark = Stopwatch.GetTimestamp();

        public void Report(EvaluationProgress value)
        {
            if (value.Done == value.Count || Stopwatch.GetElapsedTime(_mark) >= Interval)
            {
                writer.WriteLine(LogText.Sanitize(value.ToString()));
                _mark = Stopwatch.GetTimestamp();
            }
        }
    }
}
