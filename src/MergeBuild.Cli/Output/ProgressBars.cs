using MergeBuild.Merging.Engine;
using Spectre.Console;

namespace MergeBuild.Cli.Output;

/// <summary>One bar a phase. Reports come from several threads.</summary>
internal sealed class ProgressBars(ProgressContext context) : IProgress<MergeProgress>
{
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public void Report(MergeProgress value)
    {
        lock (_lock)
        {
            if (!_bars.TryGetValue(value.Phase, out var bar))
            {
                bar = context.AddTask(Markup.Escape(value.Phase), maxValue: Math.Max(1, value.ByteCount));
                _bars.Add(value.Phase, bar);
            }

            // Reports of several threads may arrive out of order; a bar never goes back.
            bar.Value = Math.Max(bar.Value, value.ByteCount > 0 ? value.BytesDone : 1);
            if (value.TensorCount > 0)
            {
                bar.Description = Markup.Escape(FormattableString.Invariant($"{value.Phase} ({value.TensorsDone}/{value.TensorCount} tensors)"));
            }
        }
    }
}
