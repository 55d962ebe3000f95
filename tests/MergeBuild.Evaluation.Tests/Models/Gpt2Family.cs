using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Tests.Models.Reference;
using MergeBuild.Testing;
using static MergeBuild.Evaluation.Tests.Models.Reference.FamilyModel;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>GPT-2 against its definition in float64.</summary>
public sealed class Gpt2Family
{
    private const int Positions = 30;
    private const int HeadCount = 5;

    [Theory]
    [InlineData("transformer.", false)]
    [InlineData("", true)]
    public void Gpt2_under_both_forms_of_names(string root, bool scalesByLayer)
    {
        var model = With(Gpt2Config(scalesByLayer), Tensors(root));
        FamilyCheck.Equal(model, ids => Logits(new Weights(model), root, ids, scalesByLayer));
    }

    private static JsonObject Gpt2Config(bool scalesByLayer) => new()
    {
        ["model_type"] = "gpt2",
        ["architectures"] = new JsonArray("GPT2LMHeadModel"),
        ["vocab_size"] = Vocabulary,
        ["n_embd"] = Hidden,
        ["n_head"] = HeadCount,
        ["n_layer"] = Layers,
        ["n_positions"] = Positions,
        ["scale_attn_by_inverse_layer_idx"] = scalesByLayer,
    };

    [Fact]
    public void A_sequence_has_as_many_ids_as_there_are_learned_positions()
    {
        using var folder = new TemporaryFolder();
        using var model = ModelLogits.Load(With(Gpt2Config(false), Tensors("")).WriteTo(folder["model"]));
        Assert.Equal(Positions, model.ContextLength);
        var generated = model.Generate([new GenerationRequest { Prompt = FamilyCheck.Ids(Positions - 4), MaximumTokens = 100 }], CancellationToken.None)[0];
        Assert.Equal(5, generated.Length);
        Assert.Single(model.Score([new ScoreRequest(FamilyCheck.Ids(Positions + 1), Positions)], CancellationToken.None)[0].LogProbabilities);
        var refused = Assert.Throws<MergeBuildException>(() => model.Score([new ScoreRequest(FamilyCheck.Ids(Positions + 2), 1)], CancellationToken.None));
        Assert.Equal("MB4060", refused.Diagnostics[0].Code);
    }

    private static IEnumerable<(string, long[])> Tensors(string root)
    {
        yield return (root + "wte.weight", [Vocabulary, Hidden]);
        yield return (root + "wpe.weight", [Positions, Hidden]);
        foreach (var (name, shape) in new[] { "ln_f" }.Concat(Enumerable.Range(0, Layers).SelectMany(layer => new[] { $"h.{layer}.ln_1", $"h.{layer}.ln_2" }))
            .SelectMany(norm => new[] { (norm + ".weight", Hidden), (norm + ".bias", Hidden) }))
        {
            yield return (root + name, [shape]);
        }

        foreach (var (name, inputs, outputs) in Enumerable.Range(0, Layers).SelectMany(layer => new[]
        {
            ($"h.{layer}.attn.c_attn", Hidden, 3 * Hidden), ($"h.{layer}.attn.c_proj", Hidden, Hidden),
            ($"h.{layer}.mlp.c_fc", Hidden, 4 * Hidden), ($"h.{layer}.mlp.c_proj", 4 * Hidden, Hidden),
        }))
        {
            yield return (root + name + ".weight", [inputs, outputs]);
            yield return (root + name + ".bias", [outputs]);
        }
    }

    private static double[][] Logits(Weights weights, string root, int[] ids, bool scalesByLayer)
    {
        double[][] x = [.. ids.Select((id, position) =>
            Weights.Add(weights.Row(root + "wte.weight", id, Hidden), weights.Row(root + "wpe.weight", position, Hidden)))];
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"{root}h.{layer}.";
            var fused = x.Select(row => weights.TransposedLinear(name + "attn.c_attn", weights.LayerNorm(name + "ln_1", row, 1e-5))).ToArray();
            var seen = AttentionDefinition.Apply(
                [.. fused.Select(row => row[..Hidden])],
                [.. fused.Select(row => row[Hidden..(2 * Hidden)])],
                [.. fused.Select(row => row[(2 * Hidden)..])],
                Hidden / HeadCount,
                1 / Math.Sqrt(Hidden / HeadCount) / (scalesByLayer ? layer + 1 : 1),
                (position, other) => other <= position);
            x = [.. x.Zip(seen, (row, addend) => Weights.Add(row, weights.TransposedLinear(name + "attn.c_proj", addend)))];
            x = [.. x.Select(row => Weights.Add(row, weights.TransposedLinear(name + "mlp.c_proj", [.. weights
                .TransposedLinear(name + "mlp.c_fc", weights.LayerNorm(name + "ln_2", row, 1e-5)).Select(number => Weights.Activate("gelu_new", number))])))];
        }

        return [.. x.Select(row => weights.Linear(root + "wte", weights.LayerNorm(root + "ln_f", row, 1e-5)))];
    }
}
