using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Evaluation.Models;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing.Fuzzing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Fuzz;

/// <summary>The configurations of models: what they are and how they generate.</summary>
internal static class ConfigFormats
{
    // Settings that are read beside the sizes; each stands for a way through the readers.
    private static readonly string[] Settings =
    [
        "{}",
        """{"rope_theta":10000.0,"rope_scaling":{"rope_type":"llama3","factor":8.0,"low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":8}}""",
        """{"rope_scaling":{"type":"yarn","factor":4.0,"original_max_position_embeddings":8,"beta_fast":32,"beta_slow":1}}""",
        """{"rope_scaling":{"type":"dynamic","factor":2.0},"bos_token_id":1,"eos_token_id":[2,3]}""",
        """{"rope_parameters":{"rope_type":"linear","rope_theta":5000.0,"factor":2.0},"eos_token_id":2}""",
        """{"model_type":"mistral","architectures":["MistralForCausalLM"],"sliding_window":4}""",
    ];

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var model = TinyLlama.Of(1)
            .WithConfigValue("hidden_size", 4).WithConfigValue("intermediate_size", 4).WithConfigValue("num_attention_heads", 2).WithConfigValue("num_key_value_heads", 2)
            .WithConfigValue("max_position_embeddings", 32).WithConfigValue("rms_norm_eps", 1e-5).WithConfigValue("hidden_act", "silu").WithConfigValue("tie_word_embeddings", false);
        model.WriteTo(folder["configured"]);
        yield return folder.OfModel("config", "configured/config.json", [.. Settings.Select(settings => With(model.Config!, settings))], () => Load(folder["configured"]));

        model.WriteTo(folder["generating"]);
        yield return folder.OfModel("generation-config", "generating/generation_config.json",
        [
            FuzzFolder.Bytes("""{"bos_token_id":1,"eos_token_id":[2,3],"pad_token_id":0,"temperature":0.6,"top_p":0.9,"do_sample":true}"""), FuzzFolder.Bytes("""{"eos_token_id":2}"""),
        ], () => Load(folder["generating"]));

        // As the merge copies it.
        foreach (var name in new[] { "merged-generation/base", "merged-generation/a" })
        {
            model.WriteTo(folder[name]);
        }

        folder.Write("merged-generation/recipe.yml", "merge_method: linear\nmodels: [{model: base, parameters: {weight: 1}}, {model: a, parameters: {weight: 1}}]\n");
        yield return folder.OfModel("copied-file", "merged-generation/base/special_tokens_map.json", [FuzzFolder.Bytes("{}")], () =>
        {
            foreach (var (_, content) in CompanionFiles.For(MergePlanner.Plan(YamlRecipe.Read(folder["merged-generation/recipe.yml"], null)), Checkpoints.Files.PhysicalFileSystem.Instance))
            {
                GC.KeepAlive(content);
            }
        });
    }

    private static void Load(string directory)
    {
        var model = ModelDirectory.Open(directory);
        Architecture.Of(model);
        using var loaded = PretrainedModel.IsClassifier(model)
            ? (IDisposable)PretrainedModel.LoadClassifier(model, new InferenceOptions { Threads = 1 })
            : PretrainedModel.LoadLanguageModel(model, new InferenceOptions { Threads = 1 });
    }

    private static byte[] With(JsonObject config, string settings)
    {
        var json = (JsonObject)config.DeepClone();
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(settings)!)
        {
            json[name] = value?.DeepClone();
        }

        return FuzzFolder.Bytes(json.ToJsonString());
    }
}
