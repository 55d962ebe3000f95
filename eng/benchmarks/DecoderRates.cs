using System.Diagnostics;
using System.Globalization;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Benchmarks;

/// <summary>Loading, prefill and generation of whole models, and what they take of memory.</summary>
internal static class DecoderRates
{
    // As many inputs as go through the layers at once, and the id after them.
    private const int PrefillTokens = MatrixProduct.MaximumRows;
    private const int GeneratedTokens = 32;
    private const int Repeats = 3;

    public static void Print(string folder, int threads)
    {
        Console.WriteLine();
        Console.WriteLine($"{"model",-6} {"parameters",10} {"load",8} {"GB/s",6} {"prefill",14} {"GFLOP/s",8} {"generation",14} {"GB/s",6} {"working set",12}");
        foreach (var size in SyntheticLlama.Sizes)
        {
            var path = Path.Combine(folder, "decoder-" + size.Name);
            size.Write(path);
            try
            {
                Print(size, path, threads);
            }
            finally
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    private static void Print(SyntheticLlama size, string path, int threads)
    {
        var start = Stopwatch.GetTimestamp();
        using var model = PretrainedModel.LoadLanguageModel(ModelDirectory.Open(path), new InferenceOptions { Threads = threads });
        var load = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int[] ids = [.. Enumerable.Range(0, PrefillTokens + 1).Select(i => i * 97 % size.Vocabulary)];
        var prefill = Best(() => model.Score([new ScoreRequest(ids, PrefillTokens)], CancellationToken.None));
        var first = Best(() => Generate(model, ids[..8], 1));
        var generation = (Best(() => Generate(model, ids[..8], GeneratedTokens + 1)) - first) / GeneratedTokens;
        var inLayers = size.ParameterCount - ((long)size.Vocabulary * size.Hidden);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size.Name,-6} {size.ParameterCount / 1e9,8:F2} B {load,6:F2} s {2 * size.ParameterCount / load / 1e9,6:F1} {PrefillTokens / prefill,8:F0} tok/s {2.0 * inLayers * PrefillTokens / prefill / 1e9,8:F0} {1 / generation,8:F1} tok/s {2 * size.ParameterCount / generation / 1e9,6:F1} {WorkingSet() / 1e9,9:F2} GB"));
    }

    private static void Generate(ICausalLanguageModel model, int[] prompt, int count) =>
        model.Generate([new GenerationRequest { Prompt = prompt, MaximumTokens = count }], CancellationToken.None);

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
