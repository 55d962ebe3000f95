using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Tokenization;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Tokenization;

/// <summary>Small tokenizer files, made for one test.</summary>
internal static class TokenizerJson
{
    /// <summary>A tokenizer whose words are single code points: WordLevel over a few characters, and an unknown token 0.</summary>
    public static JsonObject Characters(string characters)
    {
        var vocabulary = new JsonObject { ["<unk>"] = 0 };
        foreach (var rune in characters.EnumerateRunes())
        {
            vocabulary[rune.ToString()] = vocabulary.Count;
        }

        return With(new JsonObject { ["type"] = "WordLevel", ["vocab"] = vocabulary, ["unk_token"] = "<unk>" });
    }

    /// <summary>A tokenizer of a model and nothing else.</summary>
    public static JsonObject With(JsonNode model) => new() { ["version"] = "1.0", ["added_tokens"] = new JsonArray(), ["model"] = model };

    /// <summary>A byte-level model without merges: ids are bytes.</summary>
    public static JsonObject Bytes()
    {
        var vocabulary = new JsonObject();
        for (var value = 0; value < 256; value++)
        {
            vocabulary[ByteAlphabet.LetterOf((byte)value).ToString()] = value;
        }

        return With(new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray() });
    }

    /// <summary>Parses a section.</summary>
    public static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    /// <summary>A copy with a section in place of another.</summary>
    public static JsonObject And(this JsonObject file, string section, string json)
    {
        var copy = (JsonObject)file.DeepClone();
        copy[section] = Parse(json);
        return copy;
    }

    /// <summary>Loads a file from the disk, as users do.</summary>
    public static Tokenizer Load(this JsonObject file)
    {
        using var folder = new TemporaryFolder();
        return Tokenizer.Load(folder.Write("tokenizer.json", file.ToJsonString()));
    }
}
