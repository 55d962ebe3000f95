namespace MergeBuild.Merging.Tokenizers;

/// <summary>The files of a model directory that make up its tokenizer.</summary>
public static class TokenizerFileNames
{
    internal const string Tokenizer = "tokenizer.json";
    internal const string Configuration = "tokenizer_config.json";
    internal const string VocabularyJson = "vocab.json";
    internal const string VocabularyText = "vocab.txt";
    internal const string Merges = "merges.txt";
    internal const string AddedTokens = "added_tokens.json";
    internal const string TemplateText = "chat_template.jinja";
    internal const string TemplateJson = "chat_template.json";
    internal const string DeclaredTokens = "added_tokens_decoder";

    internal static readonly string[] SentencePiece = ["tokenizer.model", "spiece.model", "sentencepiece.bpe.model"];

    /// <summary>The files that the vocabulary is read from.</summary>
    internal static readonly string[] Deciding = [Tokenizer, Configuration, VocabularyJson, VocabularyText, Merges, AddedTokens];

    /// <summary>The files that hold a vocabulary in another form than tokenizer.json; stale once tokens were added there.</summary>
    internal static readonly string[] OtherVocabularies = [VocabularyJson, VocabularyText, Merges, AddedTokens, .. SentencePiece];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Tokenizer, Configuration, "special_tokens_map.json", TemplateText, TemplateJson, .. OtherVocabularies];
}
