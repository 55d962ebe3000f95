using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Chat;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing.Fuzzing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Fuzz;

/// <summary>Tokenizers and templates, as an evaluation and as a merge reads them.</summary>
internal static class TokenizerFormats
{
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

    private const string Bert = """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{"id":0,"content":"[UNK]","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],
        "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},
        "post_processor":null,"decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
        "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":0,"ab":1,"##a":2,"a":3}}}
        """;

    private const string Unigram = """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":{"type":"Prepend","prepend":"▁"},
        "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},"post_processor":null,
        "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
        "model":{"type":"Unigram","unk_id":0,"byte_fallback":false,"vocab":[["<unk>",0.0],["▁",-2.0],["a",-1.5],["b",-1.25],["ab",-3.0]]}}
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        yield return folder.OfModel("tokenizer", "tokens/tokenizer.json", [FuzzFolder.Bytes(Tokenizer), FuzzFolder.Bytes(Bert), FuzzFolder.Bytes(Unigram)], () =>
        {
            var tokenizer = Evaluation.Tokenization.Tokenizer.Load(folder["tokens"]);
            tokenizer.Decode([.. tokenizer.Encode("ab aab <s> é 12\n", addSpecialTokens: true)], skipSpecialTokens: false);
        });
        yield return folder.OfModel("template", "templated/chat_template.jinja", [FuzzFolder.Bytes(Template)], () => Render(folder["templated"])) with { AllocationFactor = 100_000 };
        var named = new JsonArray(new JsonObject { ["name"] = "default", ["template"] = Template }, new JsonObject { ["name"] = "tool_use", ["template"] = "{{ tools }}" });
        yield return folder.OfModel("template-json", "templated-json/chat_template.json", [FuzzFolder.Bytes(new JsonObject { ["chat_template"] = named }.ToJsonString())], () =>
            Render(folder["templated-json"])) with { AllocationFactor = 100_000 };
        yield return folder.OfModel("tokenizer-config", "configured-tokens/tokenizer_config.json",
        [
            FuzzFolder.Bytes(new JsonObject { ["chat_template"] = Template, ["bos_token"] = "<s>", ["eos_token"] = new JsonObject { ["content"] = "</s>" } }.ToJsonString()),
            FuzzFolder.Bytes(new JsonObject { ["chat_template"] = named.DeepClone(), ["bos_token"] = null }.ToJsonString()),
        ], () => Render(folder["configured-tokens"])) with { AllocationFactor = 100_000 };
        foreach (var format in OfMerges(folder))
        {
            yield return format;
        }
    }

    // What a merge of models with other vocabularies reads.
    private static IEnumerable<FuzzFormat> OfMerges(FuzzFolder folder)
    {
        const string Vocabulary = """{"<s>":0,"a":1,"b":2,"ab":3,"Ġ":4,"c":5}""";
        yield return OfMerge(folder, "vocabulary", "tokenizer.json", Tokenizer);
        yield return OfMerge(folder, "vocabulary-template", "chat_template.jinja", Template, ("tokenizer.json", Tokenizer), ("tokenizer_config.json", "{}"));
        yield return OfMerge(folder, "vocabulary-declared", "tokenizer_config.json", """{"added_tokens_decoder":{"0":{"content":"<s>","special":true}},"bos_token":"<s>","chat_template":"{{ x }}"}""", ("tokenizer.json", Tokenizer));
        yield return OfMerge(folder, "vocabulary-pairs", "vocab.json", Vocabulary, ("merges.txt", "#version: 0.2\na b\n"));
        yield return OfMerge(folder, "merges", "merges.txt", "#version: 0.2\na b\n", ("vocab.json", Vocabulary));
        yield return OfMerge(folder, "vocabulary-text", "vocab.txt", "<s>\na\nb\nab\nc\nd\n");
        yield return OfMerge(folder, "added-tokens", "added_tokens.json", """{"<extra>":5}""", ("vocab.json", """{"<s>":0,"a":1,"b":2,"ab":3,"Ġ":4}"""), ("merges.txt", "a b\n"));
    }

    private static FuzzFormat OfMerge(FuzzFolder folder, string name, string file, string content, params (string Name, string Text)[] beside)
    {
        var place = "merged-" + name;
        foreach (var (model, seed) in new[] { ("a", 1), ("b", 2) })
        {
            TinyLlama.Of(1, seed).WriteTo(folder[$"{place}/{model}"]);
            foreach (var (other, text) in beside.Append((file, content)))
            {
                folder.Write($"{place}/{model}/{other}", text);
            }
        }

        folder.Write($"{place}/recipe.yml", $"merge_method: linear\nmodels: [{{model: a, parameters: {{weight: 1}}}}, {{model: b, parameters: {{weight: 1}}}}]\ntokenizer_source: {(file[0] == 'c' ? "base" : "union")}\n" +
            (file[0] == 'c' ? "chat_template: auto\n" : ""));
        return folder.OfModel(name, $"{place}/a/{file}", [FuzzFolder.Bytes(content)], () => MergePlanner.Plan(YamlRecipe.Read(folder[$"{place}/recipe.yml"], null)));
    }

    private static void Render(string directory) =>
        ChatTemplate.TryLoad(directory)?.Render([new ChatMessage("user", "hi"), new ChatMessage("assistant", "ho")], addGenerationPrompt: true);
}
