using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Architectures;

/// <summary>Names as the checkpoints on the Hugging Face hub have them, written down by hand.</summary>
public sealed class NamesOfRealCheckpoints : IDisposable
{
    private static readonly string[] Gpt2 =
    [
        "wte.weight", "wpe.weight", "h.0.attn.bias", "h.0.attn.c_attn.bias", "h.0.attn.c_attn.weight", "h.0.attn.c_proj.bias", "h.0.attn.c_proj.weight",
        "h.0.ln_1.bias", "h.0.ln_1.weight", "h.0.ln_2.bias", "h.0.ln_2.weight", "h.0.mlp.c_fc.bias", "h.0.mlp.c_fc.weight", "h.0.mlp.c_proj.bias",
        "h.0.mlp.c_proj.weight", "ln_f.bias", "ln_f.weight",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gpt2_with_and_without_its_prefix_merges_under_the_names_of_the_first()
    {
        Write("bare", "gpt2", "GPT2LMHeadModel", "n_layer", Gpt2);
        Write("prefixed", "gpt2", "GPT2LMHeadModel", "n_layer", [.. Gpt2.Select(name => "transformer." + name)]);

        var plan = ParentPlan.Of(_folder["bare"], _folder["prefixed"]);

        Assert.Empty(plan.Warnings);
        Assert.Equal(["h.0.attn.bias"], plan.Dropped.Select(tensor => tensor.Name));
        Assert.Equal(Gpt2.Except(["h.0.attn.bias"]).Order(StringComparer.Ordinal), plan.Tensors.Select(tensor => tensor.Result.Name).Order(StringComparer.Ordinal));
        Assert.All(plan.Tensors, tensor => Assert.Equal(2, tensor.Experts.Length));
        Assert.Equal("transformer.ln_f.bias", ParentPlan.Of(_folder["prefixed"], _folder["bare"]).Tensors.Single(tensor => tensor.Result.Name.EndsWith("ln_f.bias", StringComparison.Ordinal)).Result.Name);
    }

    [Fact]
    public void A_checkpoint_with_a_tensor_under_two_names_is_refused()
    {
        Write("both", "gpt2", "GPT2LMHeadModel", "n_layer", [.. Gpt2, "transformer.wte.weight"]);

        Assert.Equal("MB1042", Assert.Single(Assert.Throws<MergeBuildException>(() => ParentPlan.Of(_folder["both"])).Diagnostics).Code);
    }

    [Fact]
    public void Bert_writes_gamma_and_beta_in_its_first_checkpoints()
    {
        var architecture = new Architecture(Definition("bert"), ["bert.embeddings.LayerNorm.gamma", "bert.encoder.layer.3.output.LayerNorm.beta"]);

        Assert.Equal("bert.embeddings.LayerNorm.gamma", architecture.Place("embeddings.LayerNorm.weight").Pattern);
        Assert.Equal("bert.encoder.layer.7.output.LayerNorm.beta", architecture.Place("bert.encoder.layer.7.output.LayerNorm.bias") is var place ? place.NameIn(place.Layer) : "");
    }

    [Theory]
    [InlineData("model.language_model.layers.5.mlp.up_proj.weight", "text_decoder")]
    [InlineData("language_model.model.layers.5.mlp.up_proj.weight", "text_decoder")]
    [InlineData("vision_tower.vision_model.encoder.layers.5.mlp.fc1.bias", "vision_tower")]
    [InlineData("model.vision_tower.vision_model.encoder.layers.5.mlp.fc1.bias", "vision_tower")]
    [InlineData("multi_modal_projector.mm_soft_emb_norm.weight", "multi_modal_projector")]
    public void Gemma3_has_three_parts_in_both_forms(string name, string module) =>
        Assert.Equal(module, new Architecture(Definition("gemma3"), [name]).Place(name).Module);

    [Fact]
    public void The_attention_bias_of_T5_is_in_no_layer_of_the_stack()
    {
        var architecture = new Architecture(Definition("t5"), []);
        var bias = architecture.Place("decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight");

        Assert.Equal((null, "decoder", true), (bias.Layer, bias.Module, bias.IsBeforeLayers));
        Assert.Equal(1, architecture.Place("decoder.block.1.layer.0.SelfAttention.q.weight").Layer);
        Assert.Equal(TensorRole.Embedding, architecture.Place("shared.weight").Role);
    }

    [Fact]
    public void Experts_are_counted_by_the_configuration()
    {
        var model = FamilyInventory.Of(Definition("mixtral")).WithConfigValue("num_local_experts", 3);

        var exception = Assert.Throws<MergeBuildException>(() => ParentPlan.Of(model.WriteTo(_folder["parent"])));

        Assert.Contains("experts.2.w1.weight", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_head_is_there_where_the_configuration_does_not_tie_it(bool ties, bool isThere)
    {
        var model = FamilyInventory.Of(Definition("llama")).WithConfigValue("tie_word_embeddings", ties);

        var plan = ParentPlan.Of(model.WriteTo(_folder["parent"]));

        Assert.Equal(isThere, plan.Tensors.Any(tensor => tensor.Result.Name == "lm_head.weight"));
    }

    [Fact]
    public void Unknown_families_are_told_by_their_names_alone()
    {
        var architecture = new Architecture(null, ["tower.blocks.0.w", "tower.blocks.11.w", "text.layers.3.w", "text.embed_tokens.weight"]);

        Assert.Equal(["default", "text.layers", "tower.blocks"], architecture.Modules);
        Assert.Equal((11, "tower.blocks.", "tower.blocks"), architecture.Place("tower.blocks.11.w") is var place ? (place.Layer, place.Stack, place.Module) : default);
        Assert.True(architecture.Place("text.embed_tokens.weight").IsBeforeLayers);
    }

    private static ArchitectureDefinition Definition(string type) => ArchitectureCatalog.All.Single(definition => definition.ModelTypes.Contains(type));

    private void Write(string folder, string type, string architecture, string count, string[] names) => names
        .Aggregate(
            TinyModel.Empty.WithConfig(new JsonObject { ["model_type"] = type, ["architectures"] = new JsonArray(architecture), [count] = 1 }),
            (model, name) => model.With(name, DType.F32, [2], 1, 2))
        .WriteTo(_folder[folder]);
}
