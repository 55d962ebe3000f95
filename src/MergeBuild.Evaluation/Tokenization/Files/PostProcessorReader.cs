using System.Collections.Immutable;
using System.Text.Json;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization.PostProcessing;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads post-processors.</summary>
internal static class PostProcessorReader
{
    private static readonly string[] Types = ["BertProcessing", "ByteLevel", "RobertaProcessing", "Sequence", "TemplateProcessing"];

    /// <summary>The post-processor that a section describes.</summary>
    public static IPostProcessor Read(TokenizerSection section)
    {
        // Offsets into the text are not kept, so that what trims them does nothing here.
        section.Ignore("trim_offsets", "add_prefix_space", "use_regex");
        var type = section.Text("type");
        IPostProcessor processor = type switch
        {
            "BertProcessing" or "RobertaProcessing" => new Template([[TokenId(section, "cls")], null, [TokenId(section, "sep")]]),
            "ByteLevel" => new PostProcessorSequence([]),
            "Sequence" => new PostProcessorSequence([.. section.Sections("processors").Select(Read)]),
            "TemplateProcessing" => ReadTemplate(section),
            _ => throw section.NotSupported(type, Types),
        };
        section.Complete();
        return processor;
    }

    // ["</s>", 2]
    private static int TokenId(TokenizerSection section, string name)
    {
        var items = section.Items(name).ToArray();
        return items.Length == 2 && items[0].Value.ValueKind == JsonValueKind.String
            ? section.CountOf(items[1].Value, items[1].Place)
            : throw section.Invalid(name, "a token and its id");
    }

    private static Template ReadTemplate(TokenizerSection section)
    {
        // For two texts at once, which nothing here encodes.
        section.Ignore("pair");
        var tokens = section.Section("special_tokens");
        var ids = tokens.Members().ToDictionary(
            member => member.Name,
            member => tokens.SectionOf(member.Value, tokens.PlaceOf(member.Name)) is var token
                ? token.Items("ids").Select(id => token.CountOf(id.Value, id.Place)).ToArray()
                : [],
            StringComparer.Ordinal);
        return new Template([.. section.Items("single").Select(item => Part(section, item.Value, item.Place, ids))]);
    }

    // {"SpecialToken": {"id": "<s>"}} or {"Sequence": {"id": "A"}}; the older short form is "<s>", "<s>:0", "$A", "$", "$0".
    private static int[]? Part(TokenizerSection section, JsonElement item, string place, Dictionary<string, int[]> ids)
    {
        string token;
        if (item.ValueKind == JsonValueKind.String)
        {
            token = item.GetString()!.Split(':')[0];
            if (token is "$" or "$A" or "$a" || (token.StartsWith('$') && token.Skip(1).All(char.IsAsciiDigit)))
            {
                return null;
            }
        }
        else
        {
            var part = section.SectionOf(item, place);
            if (part.FindSection("Sequence") is { } sequence)
            {
                return sequence.Text("id") == "A" ? null : throw sequence.Invalid("id", "\"A\" in a template for one text");
            }

            token = part.Section("SpecialToken").Text("id");
        }

        return ids.TryGetValue(token, out var found)
            ? found
            : throw DiagnosticTable.TokenizerValueMissing.Exception(section.File, section.PlaceOf("special_tokens"), token);
    }
}
