using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class RefusedAdapterSettings : IDisposable
{
    private static readonly Testing.Models.TinyModel Factors = AdapterFolder.Model.With("x.proj.lora_A.weight", DType.F32, [2, 1], 1, 2);

    private readonly AdapterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"peft_type": "ADALORA"}""", "MB2083", "ADALORA")]
    [InlineData("""{"peft_type": null}""", "MB2083", "nothing")]
    [InlineData("""{"init_lora_weights": "pissa"}""", "MB2084", "pissa")]
    [InlineData("""{"init_lora_weights": "pissa_niter_4"}""", "MB2084", "pissa_niter_4")]
    [InlineData("""{"init_lora_weights": "olora"}""", "MB2084", "olora")]
    [InlineData("""{"init_lora_weights": "corda"}""", "MB2084", "corda")]
    [InlineData("""{"init_lora_weights": "loftq"}""", "MB2084", "loftq")]
    [InlineData("""{"corda_config": {"use_float16": true}}""", "MB2084", "corda_config")]
    [InlineData("""{"layer_replication": [[0, 4], [2, 5]]}""", "MB2084", "layer_replication")]
    [InlineData("""{"target_parameters": ["experts.gate_up_proj"]}""", "MB2084", "target_parameters")]
    [InlineData("""{"trainable_token_indices": [1]}""", "MB2084", "trainable_token_indices")]
    [InlineData("""{"alora_invocation_tokens": [1, 2]}""", "MB2084", "alora_invocation_tokens")]
    [InlineData("""{"use_qalora": true}""", "MB2084", "use_qalora")]
    [InlineData("""{"use_dora": true, "lora_bias": true}""", "MB2084", "lora_bias")]
    [InlineData("""{"something_new": 3}""", "MB2085", "something_new")]
    [InlineData("""{"use_rs_lora": true}""", "MB2085", "did you mean 'use_rslora'?")]
    [InlineData("""{"r": 0}""", "MB2082", "r must be a whole number above 0, not 0")]
    [InlineData("""{"r": null}""", "MB2082", "not nothing")]
    [InlineData("""{"r": "8"}""", "MB2082", "r must be")]
    [InlineData("""{"lora_alpha": null}""", "MB2082", "lora_alpha")]
    [InlineData("""{"use_rslora": "yes"}""", "MB2082", "use_rslora")]
    [InlineData("""{"bias": "some"}""", "MB2082", "bias")]
    [InlineData("""{"modules_to_save": "head"}""", "MB2082", "modules_to_save")]
    [InlineData("""{"rank_pattern": {"q_proj": 0}}""", "MB2082", "rank_pattern.q_proj")]
    [InlineData("""{"rank_pattern": [4]}""", "MB2082", "rank_pattern")]
    [InlineData("""{"alpha_pattern": {"q_(proj": 4}}""", "MB2093", "q_(proj")]
    [InlineData("""{"alpha_pattern": {"(?=q)q_proj": 4}}""", "MB2093", "alpha_pattern")]
    public void Are_told_with_their_file_and_value(string settings, string code, string named)
    {
        _folder.WriteAdapter("adapter", settings, Factors);

        var exception = Assert.Throws<MergeBuildException>(() => AdapterDirectory.Open(_folder.Path("adapter")));
        var diagnostic = Assert.Single(exception.Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(named, diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(AdapterConfig.FileName, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_none_that_have_no_effect_or_are_off()
    {
        _folder.WriteAdapter("adapter", """
            {"auto_mapping": {"a": 1}, "base_model_name_or_path": "b", "lora_dropout": 0.1, "task_type": "CAUSAL_LM", "inference_mode": true,
             "init_lora_weights": "gaussian", "layer_replication": null, "loftq_config": {}, "megatron_core": "megatron.core",
             "target_parameters": null, "something_newer": false, "something_newest": []}
            """, Factors);

        AdapterDirectory.Open(_folder.Path("adapter"));
    }

    [Fact]
    public void Are_told_all_at_once()
    {
        _folder.WriteAdapter("adapter", """{"r": 0, "something_new": 1, "layer_replication": [[0, 1]]}""", Factors);

        var exception = Assert.Throws<MergeBuildException>(() => AdapterDirectory.Open(_folder.Path("adapter")));

        Assert.Equal(["MB2082", "MB2084", "MB2085"], exception.Diagnostics.Select(diagnostic => diagnostic.Code).Order(StringComparer.Ordinal));
    }
}
