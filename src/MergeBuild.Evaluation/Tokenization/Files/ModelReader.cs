using System.Text.Json;
using MergeBuild.Evaluation.Tokenization.Subwords;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads <c>model</c>.</summary>
internal static class ModelReader
{
    private static readonly string[] Types = ["BPE", "Unigram", "WordLevel", "WordPiece"];

    /// <summary>The model that a section describes.</summary>
    public static ISubwordModel Read(TokenizerSection section)
    {
        var type = section.FindText("type") ?? InferType(section);
        ISubwordModel model = type switch
        {
            "BPE" => BytePairReader.Read(section),
            "Unigram" => ReadUnigram(section),
            "WordLevel" => new WordLevel(ReadVocabulary(section), section.Text("unk_token")),
            "WordPiece" => ReadWordPiece(section),
            _ => throw section.NotSupported(type, Types),
        };
        section.Complete();
        return model;
    }

    /// <summary><c>vocab</c> as an object of tokens and ids.</summary>
    public static Vocabulary ReadVocabulary(TokenizerSection section)
    {
        var vocabulary = section.Section("vocab");
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var member in vocabulary.Members())
        {
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt32(out var id) || id < 0)
            {
                throw vocabulary.Invalid(member.Name, "an id from 0 to 2147483647");
            }

            ids.Add(member.Name, id);
        }

        return new Vocabulary(ids);
    }

    // Files of the library's first versions do not name the type.
    private static string InferType(TokenizerSection section) =>
        section.Find("merges") is not null ? "BPE"
        : section.Find("vocab") is { ValueKind: JsonValueKind.Array } ? "Unigram"
        : section.Find("max_input_chars_per_word") is not null ? "WordPiece"
        : "WordLevel";

    private static WordPiece ReadWordPiece(TokenizerSection section) => new(
        ReadVocabulary(section), section.FindText("unk_token") ?? "[UNK]", section.FindText("continuing_subword_prefix") ?? "##",
        section.FindCount("max_input_chars_per_word") ?? 100);

    // [["<unk>", 0.0], ["▁the", -3.2], …]: the index is the id.
    private static Unigram ReadUnigram(TokenizerSection section)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var scores = new List<double>();
        foreach (var (item, place) in section.Items("vocab"))
        {
            if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != 2 || item[0].ValueKind != JsonValueKind.String ||
                item[1].ValueKind != JsonValueKind.Number || !double.IsFinite(item[1].GetDouble()))
            {
                throw section.Invalid(place, item, "a token and its score");
            }

            ids[item[0].GetString()!] = scores.Count;
            scores.Add(item[1].GetDouble());
        }

        var unknown = section.FindCount("unk_id");
        return scores.Count > 0 && (unknown ?? 0) < scores.Count
            ? new Unigram(new Vocabulary(ids), [.. scores], unknown, section.FindFlag("byte_fallback") ?? false)
            : throw section.Invalid(scores.Count == 0 ? "vocab" : "unk_id", scores.Count == 0 ? "at least one token" : "an index into vocab");
    }
}
