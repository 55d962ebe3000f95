using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class AdapterScaling : IDisposable
{
    private const string Module = "model.layers.1.self_attn.q_proj";

    private readonly AdapterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"r": 8, "lora_alpha": 16}""", 8, 2)]
    [InlineData("""{"r": 16, "lora_alpha": 8}""", 16, 0.5)]
    [InlineData("""{"r": 16, "lora_alpha": 0.5}""", 16, 0.03125)]
    [InlineData("""{"r": 16, "lora_alpha": 8, "use_rslora": true}""", 16, 2)]
    [InlineData("""{"r": 3, "lora_alpha": 6, "use_rslora": true}""", 3, 3.4641016151377544)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"q_proj": 4}}""", 4, 4)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "alpha_pattern": {"q_proj": 24}}""", 8, 3)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"q_proj": 4}, "alpha_pattern": {"q_proj": 24}, "use_rslora": true}""", 4, 12)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"proj": 4}}""", 8, 2)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"q": 4}}""", 8, 2)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"self_attn.q_proj": 4, "q_proj": 2}}""", 4, 4)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"q_proj": 2, "self_attn.q_proj": 4}}""", 2, 8)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"layers\\.[0-2]\\..*q_proj": 4}}""", 4, 4)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"layers\\.[2-9]\\..*q_proj": 4}}""", 8, 2)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"^model.layers.1.self_attn.q_proj": 4}}""", 4, 4)]
    [InlineData("""{"r": 8, "lora_alpha": 16, "rank_pattern": {"^layers.1.self_attn.q_proj": 4}}""", 8, 2)]
    public void Follows_the_rules_of_peft(string settings, int rank, double scaling)
    {
        _folder.WriteAdapter("adapter", settings, AdapterFolder.Model.With("x", DType.F32, [1], 1));

        var config = AdapterDirectory.Open(_folder.Path("adapter")).Config;

        Assert.Equal(rank, config.RankOf(Module));
        Assert.Equal(scaling, config.ScalingOf(Module), 1e-15);
    }

    [Fact]
    public void A_pattern_that_would_take_exponential_time_elsewhere_takes_none()
    {
        _folder.WriteAdapter("adapter", """{"rank_pattern": {"(a+)+b": 4}}""", AdapterFolder.Model.With("x", DType.F32, [1], 1));

        Assert.Equal(2, AdapterDirectory.Open(_folder.Path("adapter")).Config.RankOf(new string('a', 5000)));
    }
}
