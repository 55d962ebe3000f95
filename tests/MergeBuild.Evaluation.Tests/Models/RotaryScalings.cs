using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Models.Rotary;
using MergeBuild.Evaluation.Tests.Models.Reference;
using MergeBuild.Testing;
using static MergeBuild.Evaluation.Tests.Models.Reference.FamilyModel;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>Each kind of rotary scaling against its formula, in whole models and by its frequencies.</summary>
public sealed class RotaryScalings
{
    private const string Long = """
        {"rope_type":"longrope","short_factor":[1,1.1,1.2,1.3,1.4],"long_factor":[2,3,4,5,6]}
        """;

    [Theory]
    [InlineData("""{"rope_theta":5000}""", """null""")]
    [InlineData("""{"rope_theta":5000}""", """{"rope_type":"default"}""")]
    [InlineData("""{}""", """{"type":"default","rope_theta":5000}""")]
    public void Both_spellings_without_scaling(string beside, string scaling)
    {
        var config = Config("llama", "LlamaForCausalLM");
        config[scaling.Contains("theta", StringComparison.Ordinal) ? "rope_parameters" : "rope_scaling"] = JsonNode.Parse(scaling);
        foreach (var (key, value) in JsonNode.Parse(beside)!.AsObject())
        {
            config[key] = value!.DeepClone();
        }

        Check(config, AttentionDefinition.Inverse(5000, Dimension));
    }

    [Theory]
    [InlineData("""{"type":"linear","factor":4}""")]
    [InlineData("""{"rope_type":"linear","factor":4.0,"rope_theta":10000}""")]
    public void Linear(string scaling) =>
        Check(Scaled(scaling), [.. AttentionDefinition.Inverse(10000, Dimension).Select(frequency => frequency / 4)]);

    [Theory]
    [InlineData(10)]
    [InlineData(23)]
    public void Dynamic_up_to_the_trained_length_and_beyond(int trained)
    {
        var config = Scaled("""{"rope_type":"dynamic","factor":3}""");
        config["max_position_embeddings"] = trained;
        var growth = trained >= 23 ? 1 : Math.Pow((3 * 23.0 / trained) - 2, Dimension / (Dimension - 2.0));
        Check(config, AttentionDefinition.Inverse(10000 * growth, Dimension));
    }

    [Theory]
    [InlineData(30, """[1,1.1,1.2,1.3,1.4]""")]
    [InlineData(10, """[2,3,4,5,6]""")]
    public void Long_by_the_length_of_the_sequence(int trained, string factors)
    {
        var config = Scaled(Long);
        config["original_max_position_embeddings"] = trained;
        config["max_position_embeddings"] = 200;
        double[] list = [.. JsonNode.Parse(factors)!.AsArray().Select(factor => factor!.GetValue<double>())];
        double[] expected = [.. AttentionDefinition.Inverse(10000, Dimension).Zip(list, (frequency, factor) => frequency / factor)];
        Check(config, expected, Math.Sqrt(1 + (Math.Log(200.0 / trained) / Math.Log(trained))));
    }

    // From the formulas for θ = 10000 and eight dimensions, whose frequencies are 1, 0.1, 0.01 and 0.001. The third wave of
    // Llama 3, 628 positions long, is between 1024/4 and 1024/1 and so blended.
    [Theory]
    [InlineData("""{"rope_type":"llama3","factor":8,"low_freq_factor":1,"high_freq_factor":4,"original_max_position_embeddings":1024}""", new[] { 1, 0.1, 0.003086760967011274, 0.000125 }, 1.0)]
    [InlineData("""{"rope_type":"yarn","factor":4,"original_max_position_embeddings":512,"beta_fast":8,"beta_slow":1}""", new[] { 1, 0.1, 0.0025, 0.00025 }, 1.138629436111989)]
    [InlineData("""{"rope_type":"yarn","factor":4,"original_max_position_embeddings":512,"attention_factor":1.5,"beta_fast":600,"beta_slow":0.01}""", new[] { 1, 0.08125, 0.00625, 0.0004375 }, 1.5)]
    [InlineData("""{"rope_type":"yarn","factor":4,"original_max_position_embeddings":512,"truncate":false,"beta_fast":600,"beta_slow":0.01,"mscale":2,"mscale_all_dim":1}""", new[] { 1, 0.08082376058235927, 0.006164752116471852, 0.00042471281747077786 }, 1.121751143713058)]
    public void Frequencies_are_those_of_the_formula(string scaling, double[] expected, double factor)
    {
        var settings = new ModelSettings(new JsonObject { ["rope_scaling"] = JsonNode.Parse(scaling) }, "config.json");
        var frequencies = RotaryReader.Read(settings, 8, 2048, 10000).For(5);
        Assert.Equal(factor, frequencies.AttentionFactor, 1e-6);
        Assert.All(expected.Zip(frequencies.Inverse), pair => Assert.InRange(pair.Second / pair.First, 1 - 1e-5, 1 + 1e-5));
    }

    [Theory]
    [InlineData("""{"rope_type":"dynamic","factor":3}""")]
    [InlineData(Long)]
    public void A_generation_that_grows_past_the_trained_length_is_that_of_the_whole_sequence(string scaling)
    {
        var config = Scaled(scaling);
        config["max_position_embeddings"] = scaling == Long ? 64 : 12;
        config["original_max_position_embeddings"] = scaling == Long ? 12 : null;
        using var folder = new TemporaryFolder();
        using var model = ModelLogits.Load(With(config, LlamaTensors()).WriteTo(folder["model"]));
        var prompt = FamilyCheck.Ids(8);
        var generated = model.Generate([new GenerationRequest { Prompt = prompt, MaximumTokens = 12 }], CancellationToken.None)[0];
        for (var count = 0; count < generated.Length; count++)
        {
            var last = ModelLogits.Of(model, [.. prompt, .. generated[..count]])[^1];
            Assert.Equal(Array.IndexOf(last, last.Max()), generated[count]);
        }
    }

    private static JsonObject Scaled(string scaling)
    {
        var parsed = JsonNode.Parse(scaling)!.AsObject();
        return Config("llama", "LlamaForCausalLM", (parsed.ContainsKey("rope_theta") ? "rope_parameters" : "rope_scaling", parsed));
    }

    private static void Check(JsonObject config, double[] inverse, double factor = 1)
    {
        var model = With(config, LlamaTensors());
        FamilyCheck.Equal(model, new DecoderDefinition(new Weights(model)) { Rotary = _ => (inverse, factor) }.Logits);
    }
}
