namespace MergeBuild.Evaluation.Tests.Models.Reference;

/// <summary>
/// The forward pass of the Llama-like families in float64, written from their definitions: the whole sequence at once,
/// without caches. What a family does is said by the test, not read from a configuration.
/// </summary>
internal sealed record DecoderDefinition(Weights Weights)
{
    public int Hidden { get; init; } = FamilyModel.Hidden;

    public int Layers { get; init; } = FamilyModel.Layers;

    public int Dimension { get; init; } = FamilyModel.Dimension;

    public double Epsilon { get; init; } = 1e-6;

    public string Root { get; init; } = "model.";

    public string Head { get; init; } = "lm_head";

    public string Activation { get; init; } = "silu";

    public bool OffsetNorms { get; init; }

    public double EmbeddingScale { get; init; } = 1;

    public double? Scale { get; init; }

    public double AttentionCap { get; init; }

    public double LogitCap { get; init; }

    public Func<int, int?> Window { get; init; } = _ => null;

    public Func<int, (double[] Inverse, double Factor)> Rotary { get; init; } =
        _ => (AttentionDefinition.Inverse(10000, FamilyModel.Dimension), 1);

    /// <summary>Rows of the fused tensor that are queries and keys; null for separate tensors.</summary>
    public (int Query, int Key)? Fused { get; init; }

    /// <summary>The names of the norms: before attention, after, before the feed-forward block, after; empty for none.</summary>
    public (string Before, string After, string BeforeForward, string AfterForward) Norms { get; init; } =
        ("input_layernorm", "", "post_attention_layernorm", "");

    /// <summary>The feed-forward block where it is not the gated one.</summary>
    public Func<DecoderDefinition, string, double[], double[]>? FeedForward { get; init; }

    public double[][] Logits(int[] ids)
    {
        double[][] x = [.. ids.Select(id => Weights.Row(Root + "embed_tokens.weight", id, Hidden).Select(number => number * EmbeddingScale).ToArray())];
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"{Root}layers.{layer}.";
            var seen = Attention(layer, name + "self_attn.", [.. x.Select(row => Norm(name, Norms.Before, row))]);
            x = [.. x.Zip(seen, (row, addend) => Weights.Add(row, Norm(name, Norms.After, addend)))];
            x = [.. x.Select(row => Weights.Add(row, Norm(name, Norms.AfterForward, Forward(name + "mlp.", Norm(name, Norms.BeforeForward, row)))))];
        }

        var head = Weights.Has(Head + ".weight") ? Head : Root + "embed_tokens";
        return [.. x.Select(row => Weights.Linear(head, Norm(Root, "norm", row)).Select(Cap).ToArray())];
    }

    /// <summary>down(f(gate(x)) · up(x)).</summary>
    public double[] Gated(string gate, string up, string down, double[] x) =>
        Weights.Linear(down, [.. Weights.Linear(gate, x).Zip(Weights.Linear(up, x), (g, u) => Weights.Activate(Activation, g) * u)]);

    private double Cap(double logit) => LogitCap > 0 ? LogitCap * Math.Tanh(logit / LogitCap) : logit;

    private double[] Norm(string name, string norm, double[] x) =>
        norm.Length == 0 ? x : Weights.RootMeanSquareNorm(name + norm, x, Epsilon, OffsetNorms);

    private double[] Forward(string name, double[] x)
    {
        if (FeedForward is not null)
        {
            return FeedForward(this, name, x);
        }

        if (!Weights.Has(name + "gate_up_proj.weight"))
        {
            return Gated(name + "gate_proj", name + "up_proj", name + "down_proj", x);
        }

        var both = Weights.Linear(name + "gate_up_proj", x);
        return Weights.Linear(name + "down_proj", [.. both[..(both.Length / 2)].Zip(both[(both.Length / 2)..], (g, u) => Weights.Activate(Activation, g) * u)]);
    }

    private double[][] Attention(int layer, string name, double[][] x)
    {
        var (inverse, factor) = Rotary(layer);
        var parts = x.Select((row, position) =>
        {
            var (query, key, value) = Projections(name, row);
            return (Turned(name + "q_norm", query, position), Turned(name + "k_norm", key, position), value);
        }).ToArray();
        var seen = AttentionDefinition.Apply(
            [.. parts.Select(part => part.Item1)],
            [.. parts.Select(part => part.Item2)],
            [.. parts.Select(part => part.value)],
            Dimension,
            Scale ?? 1 / Math.Sqrt(Dimension),
            (position, other) => other <= position && !(position - other >= Window(layer)),
            AttentionCap);
        return [.. seen.Select(row => Weights.Linear(name + "o_proj", row))];

        double[] Turned(string norm, double[] heads, int position) =>
            AttentionDefinition.Rotate(Normed(norm, heads), Dimension, position, inverse, factor);
    }

    // A norm as wide as all heads takes them together; one as wide as a head takes them one by one.
    private double[] Normed(string norm, double[] heads)
    {
        if (!Weights.Has(norm + ".weight"))
        {
            return heads;
        }

        var width = Weights[norm + ".weight"].Length;
        return [.. heads.Chunk(width).SelectMany(part => Weights.RootMeanSquareNorm(norm, part, Epsilon, OffsetNorms))];
    }

    private (double[] Query, double[] Key, double[] Value) Projections(string name, double[] x)
    {
        if (Fused is not { } rows)
        {
            return (Weights.Linear(name + "q_proj", x), Weights.Linear(name + "k_proj", x), Weights.Linear(name + "v_proj", x));
        }

        var all = Weights.Linear(name + "qkv_proj", x);
        return (all[..rows.Query], all[rows.Query..(rows.Query + rows.Key)], all[(rows.Query + rows.Key)..]);
    }
}
