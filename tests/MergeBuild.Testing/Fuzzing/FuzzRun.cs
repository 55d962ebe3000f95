using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>
/// Reads damaged contents of a format, one after the other. Each must be read, or be refused with a coded error, within
/// a generous time and with memory in proportion to its length.
/// </summary>
public static class FuzzRun
{
    private const long AllocationAtLeast = 64L << 20;
    private const int MaximumFindings = 20;

    // A reader on a busy machine; those that hang do not end at all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan HangTime = TimeSpan.FromMinutes(1);

    /// <summary>Runs until the time, the executions or the room for findings are used up.</summary>
    /// <param name="format">The format.</param>
    /// <param name="seed">Decides every content.</param>
    /// <param name="time">The most time to spend.</param>
    /// <param name="executions">The most contents to read.</param>
    public static FuzzOutcome Run(FuzzFormat format, int seed, TimeSpan time, long executions = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(format);
        CheckSeeds(format);

        var mutator = new Mutator(seed);
        var findings = ImmutableArray.CreateBuilder<FuzzFinding>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var refused = 0L;
        var count = 0L;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time && count < executions && findings.Count < MaximumFindings; count++)
        {
            var content = format.Frame is { } frame && !mutator.OnceIn(3) ? frame(mutator.Mutate(format.Inner)) : mutator.Mutate(format.Seeds, format.Change);
            var problem = Try(format, content, ref refused);

            // One of a kind is enough to begin with.
            if (problem is not null && seen.Add(problem.Split('\n')[0]))
            {
                findings.Add(new FuzzFinding(content, problem));
            }
        }

        return new FuzzOutcome(count, refused, findings.ToImmutable());
    }

    /// <summary>Reads every intact content: one that is refused would make all that is made of it shallow.</summary>
    public static void CheckSeeds(FuzzFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        foreach (var intact in format.Seeds.Concat(format.Frame is { } frame ? format.Inner.Select(frame) : []))
        {
            format.Read(intact);
        }
    }

    private static string? Try(FuzzFormat format, byte[] content, ref long refused)
    {
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());

        // A reader that does not come back cannot be stopped; the process ends, with the content where the reader found it.
        using var hang = new Timer(_ => Environment.FailFast($"{format.Name} does not end on a content of {content.Length} bytes: {Convert.ToBase64String(content)}"), null, HangTime, Timeout.InfiniteTimeSpan);
        try
        {
            format.Read(content);
        }
        catch (MergeBuildException exception) when (!exception.Diagnostics.IsEmpty && exception.Diagnostics.Any(diagnostic => diagnostic.IsError))
        {
            refused++;
            if (exception.Diagnostics.FirstOrDefault(diagnostic => LogText.Sanitize(diagnostic.Message).Length < 1000 && diagnostic.Message.Any(char.IsControl)) is { } unsafeText)
            {
                return $"{unsafeText.Code} prints control characters";
            }
        }
#pragma warning disable CA1031 // Do not catch general exception types: any other exception is what the fuzzer looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"{exception.GetType().Name} {exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("MergeBuild.", StringComparison.Ordinal))?.Trim()}\n{exception}";
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > AllocationAtLeast + ((long)format.AllocationFactor * content.Length)
            ? string.Create(CultureInfo.InvariantCulture, $"too much memory\n{allocated} bytes for a file of {content.Length}")
            : watch.Elapsed > Patience ? string.Create(CultureInfo.InvariantCulture, $"too much time\n{watch.Elapsed}") : null;
    }
}
