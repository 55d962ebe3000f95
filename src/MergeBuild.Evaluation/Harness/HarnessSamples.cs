using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Harness;

/// <summary>
/// The samples of one task: a line for each document and filter. The harness appends to a file that is there, so that a
/// line may stand in it twice; two that differ are an error.
/// </summary>
internal static class HarnessSamples
{
    private const int MaximumLength = 1 << 30;
    private const int MaximumLineLength = 64 << 20;

    /// <summary>Reads the samples, in the order of documents and filters.</summary>
    /// <exception cref="MergeBuildException">MB4152 to MB4154, with the line: there are none, or one is damaged or stands there twice.</exception>
    public static ImmutableArray<ExampleResult> Read(string path, string task, IFileSystem files)
    {
        var bytes = files.ReadAllBytes(path, MaximumLength);
        var known = new Dictionary<(long Document, string Filter), (int Line, byte[] Text, ExampleResult Example)>();
        var start = 0;
        for (var line = 1; start < bytes.Length; line++)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            end = end < 0 ? bytes.Length : end;
            var text = bytes.AsSpan(start, end - start).Trim(" \t\r"u8).ToArray();
            start = end + 1;
            if (text.Length == 0)
            {
                continue;
            }

            var sample = ReadLine(text, new SourceLocation(path, line));
            if (!known.TryAdd((sample.Document, sample.Example.Filter ?? ""), (line, text, sample.Example)) &&
                known[(sample.Document, sample.Example.Filter ?? "")] is var earlier && !earlier.Text.AsSpan().SequenceEqual(text))
            {
                throw DiagnosticTable.HarnessSampleRepeated.ExceptionAt(
                    new SourceLocation(path, line), sample.Document, sample.Example.Filter ?? HarnessMetricKey.NoFilter, earlier.Line);
            }
        }

        return known.Count == 0 ? throw DiagnosticTable.HarnessSamplesMissing.Exception(task, path)
            : [.. known.OrderBy(sample => sample.Key.Document).ThenBy(sample => sample.Key.Filter, StringComparer.Ordinal).Select(sample => sample.Value.Example)];
    }

    private static (long Document, ExampleResult Example) ReadLine(byte[] text, SourceLocation location)
    {
        if (text.Length > MaximumLineLength)
        {
            throw DiagnosticTable.HarnessSampleInvalid.ExceptionAt(location, $"the line has {text.Length} bytes; at most {MaximumLineLength} are allowed.");
        }

        try
        {
            return PythonJson.Read(text) is JsonObject json ? HarnessSample.Read(json, location)
                : throw DiagnosticTable.HarnessSampleInvalid.ExceptionAt(location, "it is not a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw DiagnosticTable.HarnessSampleInvalid.ExceptionAt(location, exception.Message);
        }
    }
}
