using System.Diagnostics;
using System.Globalization;
using System.Text;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Benchmarks;

/// <summary>Encoding and decoding in seconds of processor time, with every <c>tokenizer.json</c> of a folder.</summary>
internal static class TokenizerRates
{
    private const int TextLength = 1_000_000;
    private const int Repeats = 3;

    public static void Print(string folder)
    {
        var prose = SyntheticText.Prose(TextLength);
        var newWords = SyntheticText.NewWords(TextLength);
        Console.WriteLine($"{"tokenizer",-24} {"load",9} {"prose",11} {"new words",11} {"decoding",11}");
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Print(folder, file, prose, newWords);
        }
    }

    private static void Print(string folder, string file, string prose, string newWords)
    {
        var start = Stopwatch.GetTimestamp();
        Tokenizer tokenizer;
        try
        {
            tokenizer = Tokenizer.Load(file);
        }
        catch (MergeBuildException)
        {
            // Folders of tokenizers hold other JSON, too.
            return;
        }

        var load = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var ids = tokenizer.Encode(prose, addSpecialTokens: false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetRelativePath(folder, file),-24} {load,6:F0} ms {Rate(prose, () => tokenizer.Encode(prose, false)),6:F1} MB/s {Rate(newWords, () => Tokenizer.Load(file).Encode(newWords, false)),6:F1} MB/s {Rate(prose, () => tokenizer.Decode(ids, false)),6:F1} MB/s"));
    }

    private static double Rate(string text, Action action)
    {
        var best = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            // Processor time: what else runs on the machine shall not count.
            var start = Environment.CpuUsage.TotalTime;
            action();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }

        return Encoding.UTF8.GetByteCount(text) / best / 1e6;
    }
}
