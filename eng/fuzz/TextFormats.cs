using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Chat;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Evaluation.Tokenization;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>Recipes, tokenizers, templates and suites.</summary>
internal static class TextFormats
{
    private const string Recipe = """
        merge_method: slerp
        base_model: &base base
        slices:
          - sources:
              - {model: *base, layer_range: [0, 1]}
              - model: a
                layer_range: [0, 1]
        parameters: {t: [{filter: "mlp", value: [1, .5]}, {value: 0.5}]}
        dtype: float32
        """;

    private const string Template =
        "{% for message in messages %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] | trim }}{% else %}{{- message.content ~ eos_token }}" +
        "{% endif %}{% endfor %}{% set x = namespace(a=1) %}{% macro f(y) %}{{ y }}{% endmacro %}{{ f(2) }}{% if add_generation_prompt %}A:{% endif %}";

    private const string Tokenizer = """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{"id":0,"content":"<s>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Replace","pattern":{"Regex":"a+"},"content":"b"}]},
        "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\\p{L}+|\\s+(?!\\S)"},"behavior":"Isolated","invert":false},{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}]},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],"pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],"special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]}}},
        "decoder":{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true},
        "model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,"ignore_merges":false,"vocab":{"<s>":0,"a":1,"b":2,"ab":3,"Ġ":4},"merges":[["a","b"]]}}
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        yield return new FuzzFormat("recipe", [Bytes(Recipe), folder.Read("recipe.yml")], content =>
        {
            foreach (var stage in YamlRecipe.ReadAll(folder.Write("fuzzed.yml", content), folder.Path))
            {
                // What the models of a changed recipe are called can be any folder of this machine, which is the user's own to say.
                MergePlanner.Check(stage.Recipe);
            }
        }) { AllocationFactor = 4000 };
        yield return new FuzzFormat("tokenizer", [Bytes(Tokenizer)], content =>
        {
            folder.Write("tokens/tokenizer.json", content);
            var tokenizer = Evaluation.Tokenization.Tokenizer.Load(folder["tokens"]);
            tokenizer.Decode([.. tokenizer.Encode("ab aab <s> é 12\n", addSpecialTokens: true)], skipSpecialTokens: false);
        });
        yield return new FuzzFormat("template", [Bytes(Template)], content =>
            ChatTemplate.Parse(Encoding.UTF8.GetString(content), "chat_template.jinja").Render([new ChatMessage("user", "hi"), new ChatMessage("assistant", "ho")], addGenerationPrompt: true))
        { AllocationFactor = 100_000 };
        yield return new FuzzFormat("tokenizer-config", [Bytes(new JsonObject { ["chat_template"] = Template, ["bos_token"] = "<s>", ["eos_token"] = new JsonObject { ["content"] = "</s>" } }.ToJsonString())], content =>
        {
            folder.Write("tokens/tokenizer_config.json", content);
            ChatTemplate.TryLoad(folder["tokens"])?.Render([new ChatMessage("user", "hi")], addGenerationPrompt: false);
        }) { AllocationFactor = 100_000 };
        string[] suites = ["math", "facts", "facts-choice", "prose"];
        yield return new FuzzFormat("suite", [.. suites.Select(Suite)], content => EvaluationSuite.Read(folder.Write("fuzzed.jsonl", content)));
        yield return new FuzzFormat("settings", [Bytes("""{"fewShot":2,"limit":10,"seed":1,"stop":["\n"],"maximumTokens":5}"""), Bytes("{}")], content =>
            SuiteSettingsJson.ReadFile(folder.Write("settings.json", content))) { MayRefuseSeeds = true };
    }

    // The beginning is enough, and a hundred times as fast.
    private static byte[] Suite(string name) =>
        Bytes(string.Join('\n', Encoding.UTF8.GetString(FuzzFolder.Sample($"samples/tiny-assistant/suites/{name}.jsonl")).Split('\n').Take(6)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
