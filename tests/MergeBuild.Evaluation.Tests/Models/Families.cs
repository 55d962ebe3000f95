using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Evaluation.Tests.Models.Reference;
using static MergeBuild.Evaluation.Tests.Models.Reference.FamilyModel;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>Each family against its definition in float64, with random weights.</summary>
public sealed class Families
{
    private const int Narrow = KeyValueHeads * Dimension;
    private const int Wide = Heads * Dimension;

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.BF16)]
    [InlineData(DType.F16)]
    [InlineData(DType.F64)]
    public void Llama_in_every_type_that_weights_are_stored_in(DType dtype)
    {
        var model = With(Config("llama", "LlamaForCausalLM"), LlamaTensors(), dtype);
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)).Logits);
    }

    [Fact]
    public void Llama_with_biases_and_a_tied_head()
    {
        var config = Config("llama", "LlamaForCausalLM", ("attention_bias", true), ("mlp_bias", true), ("tie_word_embeddings", true), ("hidden_act", "gelu"));
        var model = With(config, LlamaTensors(tied: true)
            .Concat(InLayers("self_attn.q_proj.bias", Wide)).Concat(InLayers("self_attn.k_proj.bias", Narrow))
            .Concat(InLayers("self_attn.v_proj.bias", Narrow)).Concat(InLayers("self_attn.o_proj.bias", Hidden))
            .Concat(InLayers("mlp.gate_proj.bias", Intermediate)).Concat(InLayers("mlp.up_proj.bias", Intermediate)).Concat(InLayers("mlp.down_proj.bias", Hidden)));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { Activation = "gelu" }.Logits);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(null)]
    public void Mistral_with_and_without_a_window(int? window)
    {
        var model = With(Config("mistral", "MistralForCausalLM", ("sliding_window", window)), LlamaTensors());
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { Window = _ => window }.Logits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Qwen2_with_biases_and_windows_in_its_later_layers(bool slides)
    {
        var config = Config("qwen2", "Qwen2ForCausalLM", ("use_sliding_window", slides), ("sliding_window", 4), ("max_window_layers", 1));
        var model = With(config, LlamaTensors()
            .Concat(InLayers("self_attn.q_proj.bias", Wide)).Concat(InLayers("self_attn.k_proj.bias", Narrow)).Concat(InLayers("self_attn.v_proj.bias", Narrow)));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { Window = layer => slides && layer >= 1 ? 4 : null }.Logits);
    }

    [Fact]
    public void Qwen3_with_norms_of_queries_and_keys()
    {
        var model = With(Config("qwen3", "Qwen3ForCausalLM", ("rope_theta", 1e6)), LlamaTensors().Concat(HeadNorms()));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { Rotary = _ => (AttentionDefinition.Inverse(1e6, Dimension), 1) }.Logits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Qwen3_with_experts_in_some_layers(bool normalised)
    {
        var config = Config(
            "qwen3_moe", "Qwen3MoeForCausalLM", ("num_experts", 5), ("num_experts_per_tok", 2), ("moe_intermediate_size", 13), ("norm_topk_prob", normalised), ("mlp_only_layers", new JsonArray(1)));
        var model = With(config, LlamaTensors().Concat(HeadNorms())
            .Where(tensor => !tensor.Name.Contains(".mlp.", StringComparison.Ordinal) || tensor.Name.Contains("layers.1.", StringComparison.Ordinal))
            .Concat(new[] { 0, 2 }.SelectMany(layer => Experts($"model.layers.{layer}.mlp.", "experts.", ("gate_proj", "up_proj", "down_proj"), 5, 13))));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { FeedForward = Forward }.Logits);

        double[] Forward(DecoderDefinition definition, string name, double[] x) => name.Contains("layers.1.", StringComparison.Ordinal)
            ? definition.Gated(name + "gate_proj", name + "up_proj", name + "down_proj", x)
            : Mixture(definition, name + "gate", x, 2, normalised, expert =>
                definition.Gated($"{name}experts.{expert}.gate_proj", $"{name}experts.{expert}.up_proj", $"{name}experts.{expert}.down_proj", x));
    }

    [Fact]
    public void Mixtral()
    {
        var config = Config("mixtral", "MixtralForCausalLM", ("num_local_experts", 4), ("num_experts_per_tok", 2), ("rope_theta", 10000));
        var model = With(config, LlamaTensors().Where(tensor => !tensor.Name.Contains(".mlp.", StringComparison.Ordinal))
            .Concat(Enumerable.Range(0, Layers).SelectMany(layer => Experts($"model.layers.{layer}.block_sparse_moe.", "experts.", ("w1", "w3", "w2"), 4, Intermediate))));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { FeedForward = Forward }.Logits);

        static double[] Forward(DecoderDefinition definition, string name, double[] x)
        {
            var module = name.Replace("mlp.", "block_sparse_moe.", StringComparison.Ordinal);
            return Mixture(definition, module + "gate", x, 2, true, expert =>
                definition.Gated($"{module}experts.{expert}.w1", $"{module}experts.{expert}.w3", $"{module}experts.{expert}.w2", x));
        }
    }

    [Fact]
    public void Olmo2_with_norms_of_results_and_of_all_heads_together()
    {
        var model = With(Config("olmo2", "Olmo2ForCausalLM"), LlamaTensors()
            .Where(tensor => !tensor.Name.EndsWith("input_layernorm.weight", StringComparison.Ordinal))
            .Concat(InLayers("post_feedforward_layernorm.weight", Hidden))
            .Concat(InLayers("self_attn.q_norm.weight", Wide)).Concat(InLayers("self_attn.k_norm.weight", Narrow)));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { Norms = ("", "post_attention_layernorm", "", "post_feedforward_layernorm") }.Logits);
    }

    [Fact]
    public void Phi3_with_fused_projections_and_a_part_of_each_head_rotated()
    {
        var model = With(Config("phi3", "Phi3ForCausalLM", ("partial_rotary_factor", 0.6)), LlamaTensors()
            .Where(tensor => !tensor.Name.Contains("q_proj", StringComparison.Ordinal) && !tensor.Name.Contains("k_proj", StringComparison.Ordinal) && !tensor.Name.Contains("v_proj", StringComparison.Ordinal)
                && !tensor.Name.Contains("gate_proj", StringComparison.Ordinal) && !tensor.Name.Contains("up_proj", StringComparison.Ordinal))
            .Concat(InLayers("self_attn.qkv_proj.weight", Wide + (2 * Narrow), Hidden)).Concat(InLayers("mlp.gate_up_proj.weight", 2 * Intermediate, Hidden)));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model))
        {
            Fused = (Wide, Narrow),
            Rotary = _ => (AttentionDefinition.Inverse(10000, 6), 1),
        }.Logits);
    }

    [Fact]
    public void Gemma_with_offset_norms_and_scaled_embeddings()
    {
        var config = Config("gemma", "GemmaForCausalLM", ("tie_word_embeddings", true), ("hidden_act", "gelu"), ("hidden_activation", null));
        var model = With(config, LlamaTensors(tied: true), DType.BF16);

        // The nearest bfloat16 of √20 = 4.47213595 is 4.46875.
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { OffsetNorms = true, EmbeddingScale = 4.46875, Activation = "gelu_pytorch_tanh" }.Logits);
    }

    [Fact]
    public void Gemma2_with_soft_caps_and_windows_in_every_other_layer()
    {
        var config = Config("gemma2", "Gemma2ForCausalLM", ("tie_word_embeddings", true), ("sliding_window", 4), ("query_pre_attn_scalar", 7), ("attn_logit_softcapping", 2.5), ("final_logit_softcapping", 3.5));
        var model = With(config, LlamaTensors(tied: true).Concat(SandwichNorms()));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model))
        {
            OffsetNorms = true,
            EmbeddingScale = Math.Sqrt(Hidden),
            Activation = "gelu_pytorch_tanh",
            Norms = ("input_layernorm", "post_attention_layernorm", "pre_feedforward_layernorm", "post_feedforward_layernorm"),
            Scale = 1 / Math.Sqrt(7),
            AttentionCap = 2.5,
            LogitCap = 3.5,
            Window = layer => layer % 2 == 0 ? 4 : null,
        }.Logits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gemma3_with_two_rotary_bases(bool newSpelling)
    {
        var config = Config("gemma3_text", "Gemma3ForCausalLM", ("tie_word_embeddings", true), ("sliding_window", 4), ("query_pre_attn_scalar", 9));
        if (newSpelling)
        {
            config["layer_types"] = new JsonArray("sliding_attention", "full_attention", "sliding_attention");
            config["rope_parameters"] = JsonNode.Parse("""
                {"full_attention":{"rope_type":"linear","factor":8,"rope_theta":500000},"sliding_attention":{"rope_type":"default","rope_theta":9000}}
                """);
        }
        else
        {
            config["sliding_window_pattern"] = 2;
            config["rope_theta"] = 500000;
            config["rope_local_base_freq"] = 9000;
            config["rope_scaling"] = JsonNode.Parse("""{"rope_type":"linear","factor":8}""");
        }

        var model = With(config, LlamaTensors(tied: true).Concat(SandwichNorms()).Concat(HeadNorms()));
        double[] global = [.. AttentionDefinition.Inverse(500000, Dimension).Select(frequency => frequency / 8)];
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model))
        {
            OffsetNorms = true,
            EmbeddingScale = Math.Sqrt(Hidden),
            Activation = "gelu_pytorch_tanh",
            Norms = ("input_layernorm", "post_attention_layernorm", "pre_feedforward_layernorm", "post_feedforward_layernorm"),
            Scale = 1.0 / 3,
            Window = layer => layer % 2 == 0 ? 4 : null,
            Rotary = layer => (layer % 2 == 0 ? AttentionDefinition.Inverse(9000, Dimension) : global, 1),
        }.Logits);
    }

    [Theory]
    [InlineData("language_model.model.", "language_model.lm_head")]
    [InlineData("model.language_model.", "lm_head")]
    public void Gemma3_within_a_model_that_sees_images(string root, string head)
    {
        var text = Config("gemma3_text", "Gemma3ForCausalLM", ("sliding_window", 4), ("query_pre_attn_scalar", 9));
        text.Remove("architectures");
        text.Remove("tie_word_embeddings");
        var config = new JsonObject
        {
            ["model_type"] = "gemma3",
            ["architectures"] = new JsonArray("Gemma3ForConditionalGeneration"),
            ["text_config"] = text,
            ["tie_word_embeddings"] = false,
        };
        var tensors = LlamaTensors(root, head).Concat(SandwichNorms().Concat(HeadNorms()).Select(tensor => (root + tensor.Name["model.".Length..], tensor.Shape)));
        var model = With(config, tensors.Append(("vision_tower.weight", [3])));
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model))
        {
            Root = root,
            Head = head,
            OffsetNorms = true,
            EmbeddingScale = Math.Sqrt(Hidden),
            Activation = "gelu_pytorch_tanh",
            Norms = ("input_layernorm", "post_attention_layernorm", "pre_feedforward_layernorm", "post_feedforward_layernorm"),
            Scale = 1.0 / 3,
            Window = _ => 4,
            Rotary = _ => (AttentionDefinition.Inverse(10000, Dimension), 1),
        }.Logits);
    }

    private static IEnumerable<(string Name, long[] Shape)> HeadNorms() =>
        InLayers("self_attn.q_norm.weight", Dimension).Concat(InLayers("self_attn.k_norm.weight", Dimension));

    private static IEnumerable<(string Name, long[] Shape)> SandwichNorms() =>
        InLayers("pre_feedforward_layernorm.weight", Hidden).Concat(InLayers("post_feedforward_layernorm.weight", Hidden));

    private static IEnumerable<(string Name, long[] Shape)> Experts(string root, string experts, (string Gate, string Up, string Down) names, int count, int width) =>
        Enumerable.Range(0, count).SelectMany(expert => new (string, long[])[]
        {
            ($"{root}{experts}{expert}.{names.Gate}.weight", [width, Hidden]),
            ($"{root}{experts}{expert}.{names.Up}.weight", [width, Hidden]),
            ($"{root}{experts}{expert}.{names.Down}.weight", [Hidden, width]),
        }).Prepend((root + "gate.weight", [count, Hidden]));

    private static double[] Mixture(DecoderDefinition definition, string router, double[] x, int chosen, bool normalised, Func<int, double[]> expert)
    {
        var probabilities = Weights.Softmax(definition.Weights.Linear(router, x));
        var best = Enumerable.Range(0, probabilities.Length).OrderByDescending(i => probabilities[i]).Take(chosen).ToArray();
        var sum = normalised ? best.Sum(i => probabilities[i]) : 1;
        return best.Aggregate(new double[x.Length], (total, i) => Weights.Add(total, [.. expert(i).Select(number => number * probabilities[i] / sum)]));
    }
}
