using System.Text.Json;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization.Subwords;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads a <c>BPE</c> model.</summary>
internal static class BytePairReader
{
    private const string MergeForms = "two tokens, as \"a b\" or (\"a\", \"b\") in square brackets";

    /// <summary>The model that a section describes.</summary>
    public static BytePairEncoding Read(TokenizerSection section)
    {
        if (section.Find("dropout") is { } dropout && !(dropout.ValueKind == JsonValueKind.Number && dropout.GetDouble() == 0))
        {
            throw DiagnosticTable.TokenizerSettingNotSupported.Exception(
                section.File, section.PlaceOf("dropout"), dropout.GetRawText(), "ids would depend on chance; set it to null");
        }

        var options = new BytePairOptions
        {
            UnknownToken = section.FindText("unk_token"),
            ContinuingSubwordPrefix = section.FindText("continuing_subword_prefix") ?? "",
            EndOfWordSuffix = section.FindText("end_of_word_suffix") ?? "",
            FusesUnknown = section.FindFlag("fuse_unk") ?? false,
            FallsBackToBytes = section.FindFlag("byte_fallback") ?? false,
            IgnoresMerges = section.FindFlag("ignore_merges") ?? false,
        };
        var vocabulary = ModelReader.ReadVocabulary(section);
        return new BytePairEncoding(vocabulary, ReadMerges(section, vocabulary, options.ContinuingSubwordPrefix.Length), options);
    }

    private static MergeTable ReadMerges(TokenizerSection section, Vocabulary vocabulary, int prefixLength)
    {
        var merges = new Dictionary<ulong, (int Rank, int Id)>();
        var rank = 0;
        foreach (var (item, place) in section.Items("merges"))
        {
            var (left, right) = ReadPair(section, item, place);
            if (item.ValueKind == JsonValueKind.String && left.StartsWith("#version", StringComparison.Ordinal))
            {
                continue;
            }

            // A continuation loses its prefix where it joins what stands before it.
            var merged = string.Concat(left, right.AsSpan(Math.Min(prefixLength, right.Length)));
            var missing = vocabulary.IdOf(left) is null ? left : vocabulary.IdOf(right) is null ? right : vocabulary.IdOf(merged) is null ? merged : null;
            if (missing is not null)
            {
                throw DiagnosticTable.TokenizerMergeInvalid.Exception(section.File, place, left, right, missing);
            }

            merges[MergeTable.Key(vocabulary.IdOf(left)!.Value, vocabulary.IdOf(right)!.Value)] = (rank++, vocabulary.IdOf(merged)!.Value);
        }

        return new MergeTable(merges);
    }

    private static (string Left, string Right) ReadPair(TokenizerSection section, JsonElement item, string place)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            var text = item.GetString()!;
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            if (space >= 0 && text.IndexOf(' ', space + 1) < 0)
            {
                return (text[..space], text[(space + 1)..]);
            }
        }
        else if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2 &&
            item[0].ValueKind == JsonValueKind.String && item[1].ValueKind == JsonValueKind.String)
        {
            return (item[0].GetString()!, item[1].GetString()!);
        }

        throw section.Invalid(place, item, MergeForms);
    }
}
