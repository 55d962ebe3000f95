using System.Text.Json;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Tests.Tokenization;

/// <summary>The tokenizers of the folder golden, and their known answers.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Tokenization", "golden");

    /// <summary>The families.</summary>
    public static IReadOnlyList<string> Families { get; } =
    [
        "bert-cased", "bert-uncased", "digits-punctuation", "gemma", "gpt2", "llama2", "llama3", "mistral-metaspace", "qwen2", "roberta", "t5-unigram",
    ];

    /// <summary>The path of a family's tokenizer.</summary>
    public static string PathOf(string family) => Path.Combine(Folder, family + ".json");

    /// <summary>A family's tokenizer.</summary>
    public static Tokenizer Load(string family) => Tokenizer.Load(PathOf(family));

    /// <summary>The known answers for a family.</summary>
    public static IReadOnlyList<TokenizedText> AnswersOf(string family) => Read<Dictionary<string, TokenizedText[]>>("expected.json")[family];

    /// <summary>The known answers for the tokenizer of the sample.</summary>
    public static IReadOnlyList<TokenizedText> TinyAnswers() => Read<TokenizedText[]>("tiny-tokens.json");

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(Folder, name)), JsonSerializerOptions.Web)!;
}

/// <summary>A text and what becomes of it.</summary>
internal sealed record TokenizedText(
    string Text, int[] Ids, [property: System.Text.Json.Serialization.JsonPropertyName("ids_without_special")] int[]? IdsWithoutSpecial, string? Decoded);
