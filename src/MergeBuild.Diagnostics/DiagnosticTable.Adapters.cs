namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string OtherAdapterKind = "Applying it as a plain LoRA adapter would give other weights than its training did.";
    private const string MergeInPeft = "Merge the adapter into its base with the library that trained it, and use the merged model; docs/adapters.md lists what is supported.";
    private const string AdapterAndBase = "The adapter was trained on another model, or its files were written by another program.";
    private const string RightBase = "Combine the adapter with the model that base_model_name_or_path in its adapter_config.json names, or save it again with PEFT.";

    public static readonly DiagnosticDescriptor AdapterNotFound = Error(2080,
        "The adapter '{0}' does not exist{1}.", "The path of an adapter is wrong, or the adapter was not fetched.", "Correct the path, or fetch the adapter.");

    public static readonly DiagnosticDescriptor AdapterConfigMissing = Error(2081,
        "'{0}' has no adapter_config.json, so its rank and scaling are unknown.",
        "The folder is not an adapter that PEFT saved; adapters with names lie in sub-folders.", "Point at the folder that holds adapter_config.json.");

    public static readonly DiagnosticDescriptor AdapterConfigInvalid = Error(2082,
        "The adapter configuration '{0}' is not valid: {1}", "The file is damaged, or was edited.", "Write or download the file again.");

    public static readonly DiagnosticDescriptor AdapterTypeNotSupported = Error(2083,
        "'{0}' describes an adapter of the type {1}; only LORA is supported.", OtherAdapterKind, MergeInPeft);

    public static readonly DiagnosticDescriptor AdapterSettingNotSupported = Error(2084,
        "'{0}' sets {1} to {2}, which is not supported: {3}.", OtherAdapterKind, MergeInPeft);

    public static readonly DiagnosticDescriptor AdapterSettingUnknown = Error(2085,
        "'{0}' sets {1} to {2}; this version does not know that setting{3}",
        "A newer version of PEFT, or another program, wrote the adapter; the setting may change what the weights mean.", MergeInPeft);

    public static readonly DiagnosticDescriptor AdapterWeightsMissing = Error(2086,
        "'{0}' holds no adapter_model.safetensors.", "The adapter was not fetched completely.", "Point at the folder that holds adapter_config.json and adapter_model.safetensors.");

    public static readonly DiagnosticDescriptor AdapterPyTorchOnly = Error(2087,
        "'{0}' holds its weights only as a PyTorch pickle ({1}), which can run code when it is loaded.",
        "MergeBuild reads safetensors unless it is told otherwise.",
        "Set MergeAllowPickle to true (--allow-pickle in the tool): the file is then read as data, and nothing in it is run. Or convert an adapter that you trust once, in Python: PeftModel.from_pretrained(base, path).save_pretrained(path, safe_serialization=True).");

    public static readonly DiagnosticDescriptor AdapterTensorUnknown = Error(2088,
        "In '{0}' the tensor '{1}' is not part of a LoRA adapter as PEFT names it, and so {2} would be left out{3}.",
        "Another program wrote the adapter under names of its own, or adapter_config.json does not declare what the file holds.",
        "Save the adapter with PEFT; modules that are saved whole are listed in modules_to_save, biases are declared by bias.");

    public static readonly DiagnosticDescriptor AdapterFactorMissing = Error(2089,
        "In '{0}' the module '{1}' has {2} but no {3}.", "The file is incomplete, or the configuration is not its own.", RightBase);

    public static readonly DiagnosticDescriptor AdapterShapeMismatch = Error(2090,
        "In '{0}' tensor '{1}' has the shape {2}; allowed is {3}, for {4}.", AdapterAndBase, RightBase);

    public static readonly DiagnosticDescriptor AdapterDTypeNotMergeable = Error(2091,
        "In '{0}' tensor '{1}' is stored as {2}; an adapter is applied to and made of F64, F32, F16, BF16, F8_E4M3 and F8_E5M2.",
        "The base or the adapter is quantised.", "Use the base in the type that it was published in before quantisation.");

    public static readonly DiagnosticDescriptor AdapterBaseTensorMissing = Error(2092,
        "In '{0}' the tensor '{1}' belongs to '{2}', of which the base '{3}' has {4}.", AdapterAndBase, RightBase);

    public static readonly DiagnosticDescriptor AdapterPatternInvalid = Error(2093,
        "In '{0}' the {1} '{2}' is not a regular expression that can be matched safely: {3}",
        "The expression is malformed, has more than 1000 characters, or uses look-around or back-references.", "Write the pattern as the end of a module's path.");

    public static readonly DiagnosticDescriptor AdapterTensorConflict = Error(2094,
        "In '{0}' the tensors '{1}' and '{2}' both change '{3}' of the base.", "Two names in the adapter lead to one tensor.", RightBase);

    public static readonly DiagnosticDescriptor AdapterOrientationUnknown = Error(2095,
        "In '{0}' the module '{1}' is square, and fan_in_fan_out is wrong for '{2}', so that it cannot be told whether to transpose it.",
        "PEFT sets fan_in_fan_out by the last layer that it met, and adapters of mixed layers do not record the others.", MergeInPeft);

    public static readonly DiagnosticDescriptor AdapterUpdateDropped = Error(2096,
        "The adapter of '{0}' changes '{1}', but the result does not have that tensor ({2}).",
        "The adapter trained a tensor of its own that the configuration of the result takes from elsewhere.",
        "Set tie_word_embeddings to false in the config.json of the base, if it stores both tensors.");

    public static readonly DiagnosticDescriptor AdapterEmpty = Error(2097,
        "'{0}' holds no tensors, so the adapter would change nothing.", "The adapter was saved before it was trained, or was saved wrongly.", "Save the adapter again.");

    public static readonly DiagnosticDescriptor AdapterFactorTooLarge = Error(2098,
        "In '{0}' tensor '{1}' has {2} elements; a factor may have at most {3}.",
        "Factors are held in memory while their tensor is merged.", MergeInPeft);
}
