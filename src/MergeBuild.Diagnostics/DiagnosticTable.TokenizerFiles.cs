namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string DamagedTokenizer = "The file is damaged, or was edited.";
    private const string FetchTokenizer = "Download tokenizer.json again, or save it again with the library that made it.";
    private const string OtherSplitting = "The text would be split otherwise than the model was trained on; docs/tokenization.md lists what is supported.";
    private const string EvaluateWithItsTokenizer = "Evaluate the model with a tool that knows its tokenizer, and give its results to the gates.";

    public static readonly DiagnosticDescriptor TokenizerFileMissing = Error(4001,
        "'{0}' has no tokenizer.json{1}.", "Texts are split by tokenizer.json; older vocabulary files do not say all that it takes.",
        "Save the tokenizer in Python: AutoTokenizer.from_pretrained(path).save_pretrained(path).");

    public static readonly DiagnosticDescriptor TokenizerFileInvalid = Error(4002,
        "'{0}' is not a tokenizer.json: {1}", DamagedTokenizer, FetchTokenizer);

    public static readonly DiagnosticDescriptor TokenizerValueInvalid = Error(4003,
        "In '{0}' {1} is {2}; allowed is {3}.", DamagedTokenizer, FetchTokenizer);

    public static readonly DiagnosticDescriptor TokenizerValueMissing = Error(4004,
        "In '{0}' {1} has no '{2}'.", DamagedTokenizer, FetchTokenizer);

    public static readonly DiagnosticDescriptor TokenizerPartNotSupported = Error(4005,
        "In '{0}' {1} is of the type '{2}', which is not supported{3}", OtherSplitting, EvaluateWithItsTokenizer);

    public static readonly DiagnosticDescriptor TokenizerSettingUnknown = Error(4006,
        "In '{0}' {1} has the setting '{2}', which this version does not know{3}", OtherSplitting, EvaluateWithItsTokenizer);

    public static readonly DiagnosticDescriptor TokenizerSettingNotSupported = Error(4007,
        "In '{0}' {1} is {2}, which is not supported: {3}.", OtherSplitting, "Set it as the message says, if the model was trained so.");

    public static readonly DiagnosticDescriptor TokenizerPatternNotSupported = Error(4008,
        "In '{0}' the regular expression {1} is malformed or not supported: it has {2}.", OtherSplitting, EvaluateWithItsTokenizer);

    public static readonly DiagnosticDescriptor TokenizerMergeInvalid = Error(4009,
        "In '{0}' {1} joins '{2}' and '{3}', but the vocabulary does not have '{4}'.", "Vocabulary and merges come from different models.", FetchTokenizer);

    public static readonly DiagnosticDescriptor TokenizerIdConflict = Error(4010,
        "In '{0}' {1} gives the id {3} to '{2}', but {4}.", "Added tokens and vocabulary come from different models, or were edited.", FetchTokenizer);

    public static readonly DiagnosticDescriptor TextNotEncodable = Error(4011,
        "The tokenizer '{0}' cannot encode a text: {1}.", "The vocabulary lacks a character, and has no token for unknown text either.",
        "Add the token for unknown text to the vocabulary, or leave out the text.");

    public static readonly DiagnosticDescriptor TokenizerPatternTooSlow = Error(4012,
        "The tokenizer '{0}' gives up on a text: {1}", "A regular expression of the tokenizer tries too many ways of matching the text.",
        "Shorten the text; its repetitions take the pattern too long.");

    public static readonly DiagnosticDescriptor TextListInvalid = Error(4013,
        "'{0}' is not a JSON array of texts: {1}", "With --json the input is an array of strings.", "Write the texts as a JSON array, such as (\"first\", \"second\") in square brackets.");

    public static readonly DiagnosticDescriptor TextNotUtf8 = Error(4014,
        "'{0}' is not valid UTF-8.", "Text is read as UTF-8.", "Convert the file to UTF-8.");
}
