namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string CorrectTokenizerRule = "Correct the rule; docs/tokenizers.md shows all of its forms.";
    private const string CompleteTokenizer = "Put the model's tokenizer.json beside its weights.";

    public static readonly DiagnosticDescriptor TokenizerKeysExclusive = Error(1080,
        "'tokenizer_source' is the older form of 'tokenizer'; a recipe has one of them.", "Two rules could contradict each other.",
        "Move the value to 'source' in 'tokenizer'.");

    public static readonly DiagnosticDescriptor TokenizerModelUnknown = Error(1081,
        "'{0}' is not a model of this merge{1}", "Tokens and their rows can only come from a model that takes part.", "Correct the name, or add the model.");

    public static readonly DiagnosticDescriptor TokenSourceInvalid = Error(1082,
        "The source of the token '{0}' is not one: {1}.", "A token's row is that of a model, zero, or that of another token of a model.", CorrectTokenizerRule);

    public static readonly DiagnosticDescriptor TokenForceInvalid = Error(1083,
        "'{0}' is not a value of Force; allowed are true and false.", "The value is neither true nor false.", "Write true or false.");

    public static readonly DiagnosticDescriptor PadToMultipleOfInvalid = Error(1084,
        "'{0}' is not a number of rows to pad to a multiple of; whole numbers from 1 to {1} are allowed.",
        "The number of rows of the embedding is rounded up to a multiple of this.", "Use a number such as 64.");

    public static readonly DiagnosticDescriptor ChatTemplateUnknown = Error(1085,
        "'{0}' is neither the name of a chat template, nor Jinja text, nor a path that ends in .jinja{1}",
        "Jinja text has at least 20 characters and a brace in it; anything else is looked up as a name.", "Use a name, a template, or the path of a file.");

    public static readonly DiagnosticDescriptor ChatTemplateUnreadable = Error(1086,
        "The chat template '{0}' cannot be read: {1}", "The file is missing, or is not text. Paths start from the recipe's folder.", "Correct the path.");

    public static readonly DiagnosticDescriptor TokenListedTwice = Error(1087,
        "The token '{0}' has two MergeToken items.", "A token has one row, so one rule.", "Remove one of them.");

    public static readonly DiagnosticDescriptor TokenizerMissing = Error(2100,
        "The vocabulary of '{0}' is not known: there is {1}.", "Rows of embeddings are matched by token, so that each parent's tokens must be known.", CompleteTokenizer);

    public static readonly DiagnosticDescriptor TokenizerInvalid = Error(2101,
        "'{0}' is not a tokenizer that can be read: {1}", "The file is damaged, or of a kind that is not known.", CompleteTokenizer);

    public static readonly DiagnosticDescriptor TokenizerKindsDiffer = Error(2102,
        "The tokenizer of '{0}' is of the kind {1} and that of '{2}' of the kind {3}; they cannot be united.",
        "The kinds split words by different rules, so that no tokenizer can split them as both do.", "Use the tokenizer of one model: 'base', or the model's name.");

    public static readonly DiagnosticDescriptor TokenizerNotExtensible = Error(2103,
        "Tokens cannot be added to the tokenizer of '{0}': it has no tokenizer.json.", "The result's tokenizer is made from tokenizer.json, which alone says how text is split.", CompleteTokenizer);

    public static readonly DiagnosticDescriptor TokensDropped = Warning(2104,
        "The result does not have {0} tokens of '{1}', '{2}' first; what that model learnt of them is lost.",
        "The vocabulary comes from another model.", "Take the union of the vocabularies to keep them, or accept it.");

    public static readonly DiagnosticDescriptor TokensWithoutRows = Warning(2105,
        "No parent has a row for {0} tokens of the result, '{1}' first; their rows are zero.",
        "The tokens are new, or their numbers are beyond the rows of every embedding that lists them.", "Give them a source under 'tokens', or train them.");

    public static readonly DiagnosticDescriptor TokenSourceMissing = Error(2106,
        "The token '{0}' takes its row from '{1}', which has none for {2} in the tensor '{3}'.",
        "The model does not know that token, or its embedding has fewer rows.", "Name another model or token.");

    public static readonly DiagnosticDescriptor TokenizersSplitDifferently = Warning(2107,
        "The tokenizers of '{0}' and '{1}' treat text differently ({2}); the result treats it as '{0}' does.",
        "Tokens of the other model are in the vocabulary, but text may not be split into them as it was there.", "Check the result on texts of the other model.");

    public static readonly DiagnosticDescriptor SpecialTokenLost = Warning(2108,
        "The {0} of '{1}' is '{2}', which the result's vocabulary does not have; the configuration now says {3}.",
        "The tokenizer comes from another model than the configuration.", "Check the special tokens in config.json.");

    public static readonly DiagnosticDescriptor EmbeddingNotMergeable = Error(2109,
        "The rows of '{0}' cannot be ordered by token: '{1}' stores it as {2}.", "Rows of quantized or integer tensors cannot be averaged.", "Use the original weights.");
}
