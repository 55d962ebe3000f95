using MergeBuild.Checkpoints.Models;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Models.Decoding;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>The logits at all positions of a sequence, which scores and generated ids come from.</summary>
internal static class ModelLogits
{
    public static LanguageModel Load(string directory, int threads = 2) =>
        DecoderLoading.Load(ModelDirectory.Open(directory), new InferenceOptions { Threads = threads }, CancellationToken.None);

    /// <summary>Sends a sequence through in parts of the given lengths; in one part unless given.</summary>
    public static float[][] Of(LanguageModel model, int[] ids, params int[] parts)
    {
        using var state = model.Network.CreateState();
        state.RotaryLength = ids.Length;
        var logits = new List<float[]>();
        var start = 0;
        foreach (var part in parts.Length == 0 ? [ids.Length] : parts)
        {
            logits.AddRange(Run(model, [(state, ids[start..(start + part)])]));
            start += part;
        }

        return [.. logits];
    }

    /// <summary>Sends several sequences through together.</summary>
    public static float[][] Of(LanguageModel model, int[][] sequences)
    {
        var states = sequences.Select(ids => (State: model.Network.CreateState(), Ids: ids)).ToArray();
        Array.ForEach(states, pair => pair.State.RotaryLength = pair.Ids.Length);
        var logits = Run(model, states);
        Array.ForEach(states, pair => pair.State.Dispose());
        return logits;
    }

    private static float[][] Run(LanguageModel model, (SequenceState State, int[] Ids)[] parts)
    {
        using var hidden = model.Network.Run(
            new Batch(parts.Select(part => (part.State, (ReadOnlyMemory<int>)part.Ids))), CancellationToken.None);
        using var logits = model.Network.Logits(hidden);
        return [.. Enumerable.Range(0, logits.Count).Select(row => logits[row].ToArray())];
    }
}
