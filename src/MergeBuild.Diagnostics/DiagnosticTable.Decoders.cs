namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string OtherMathematics = "The setting changes what the model computes, and ignoring it would give figures of another model.";
    private const string EvaluateElsewhere = "Evaluate the model with another evaluator and bring its results; docs/decoders.md lists what is supported.";
    private const string ConfigAndWeights = "config.json and the weights are not of the same model, or the checkpoint is incomplete.";
    private const string FetchAgain = "Fetch both from one source again, or correct config.json.";

    public static readonly DiagnosticDescriptor ModelTypeNotSupported = Error(4050,
        "'{0}' is of model_type {1} with architecture {2}, which cannot be evaluated here; {3}.",
        "Each family's mathematics is written down here; this one is not.", EvaluateElsewhere);

    public static readonly DiagnosticDescriptor ModelSettingMissing = Error(4051,
        "'{0}' lacks {1}, without which the model cannot be computed.", "The file is incomplete.", "Take the config.json that came with the weights.");

    public static readonly DiagnosticDescriptor ModelSettingInvalid = Error(4052,
        "'{0}' sets {1} to {2}; allowed is {3}.", "The file was edited, or written by another program.", "Correct the value.");

    public static readonly DiagnosticDescriptor ModelSettingNotSupported = Error(4053,
        "'{0}' sets {1} to {2}, which is not supported: {3}.", OtherMathematics, EvaluateElsewhere);

    public static readonly DiagnosticDescriptor ModelTensorMissing = Error(4054,
        "'{0}' has no tensor '{1}', which its config.json calls for.", ConfigAndWeights, FetchAgain);

    public static readonly DiagnosticDescriptor ModelTensorShape = Error(4055,
        "In '{0}' tensor '{1}' has the shape {2}; its config.json calls for {3}.", ConfigAndWeights, FetchAgain);

    public static readonly DiagnosticDescriptor ModelTensorType = Error(4056,
        "In '{0}' tensor '{1}' is stored as {2}; the decoder computes with BF16, F16, F32 and F64.",
        "The model is quantised.", "Evaluate the model in the type that it was published in before quantisation.");

    public static readonly DiagnosticDescriptor ModelTensorUnused = Error(4057,
        "In '{0}' the tensor '{1}' has no place in a model of model_type {2} with these settings; {3} tensors are left over.",
        "The checkpoint has parts that its config.json does not declare; without them the figures would be of another model.", FetchAgain);

    public static readonly DiagnosticDescriptor ModelConfigMissing = Error(4058,
        "'{0}' has no config.json, so what its tensors mean is unknown.", "The folder was not fetched completely.", "Fetch config.json too.");

    public static readonly DiagnosticDescriptor TokenNotInVocabulary = Error(4059,
        "The id {0} is not in the vocabulary of '{1}', which has {2} ids.",
        "The tokenizer is not the model's own, or has tokens that the embedding was not enlarged for.", "Use the tokenizer that came with the model.");

    public static readonly DiagnosticDescriptor SequenceTooLong = Error(4060,
        "A sequence of {0} ids is too long for '{1}', which has {2} learned positions.",
        "The model has no embedding for later positions.", "Shorten the text, or score it in windows.");

    public static readonly DiagnosticDescriptor ModelOutputNotFinite = Error(4061,
        "'{0}' gives logits that are not numbers at position {1} of a sequence of {2} ids.",
        "A weight is NaN or infinite, or the model's activations overflow float32.", "Check the weights with mergebuild inspect, and merge again.");

    public static readonly DiagnosticDescriptor SequenceEmpty = Error(4062,
        "'{0}' was given a sequence without ids.", "The text is empty and the tokenizer adds no special token.", "Give at least one token.");

    public static readonly DiagnosticDescriptor GenerationConfigInvalid = Error(4063,
        "The generation configuration '{0}' is not valid: {1}", "The file is damaged, or was edited.", "Write or download the file again.");
}
