namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string NotAsTorchWrites = "The file is damaged, or was made by something other than torch.save.";
    private const string ConvertPickle = "Get the file again from a source you trust, or use the model's safetensors files.";

    public static readonly DiagnosticDescriptor PyTorchNotZip = Error(2110,
        "'{0}' is not a zip archive as torch.save writes it since PyTorch 1.6: {1}.",
        "The file is in an older format, of which only PyTorch itself can make sense, or in another format altogether.",
        "Load it once in PyTorch with weights_only=True and save it again, or convert it to safetensors.");

    public static readonly DiagnosticDescriptor PyTorchArchiveInvalid = Error(2111,
        "The archive '{0}' breaks a rule at byte {1}: {2}.", NotAsTorchWrites, ConvertPickle);

    public static readonly DiagnosticDescriptor PyTorchEntryInvalid = Error(2112,
        "In the archive '{0}' the entry '{1}' {2}.",
        "An archive of torch.save has stored, unencrypted entries, one after the other, in one folder, each name once.", ConvertPickle);

    public static readonly DiagnosticDescriptor PyTorchByteOrder = Error(2113,
        "'{0}' states the byte order '{1}'; only 'little' is read.", "The file was written on a big-endian machine.",
        "Load it once in PyTorch and save it again on a little-endian machine.");

    public static readonly DiagnosticDescriptor PickleInvalid = Error(2114,
        "The pickle in '{0}' is not valid at byte {1}: {2}.", NotAsTorchWrites, ConvertPickle);

    public static readonly DiagnosticDescriptor PickleForbiddenName = Error(2115,
        "The pickle in '{0}' asks at byte {1} for '{2}', which no state dict needs. Nothing was run.",
        "A pickle can name any function of Python and have it run when it is loaded. This one names something other than tensors; it may be malicious.",
        "Do not load this file with other programs. Get the model from a source you trust.");

    public static readonly DiagnosticDescriptor PickleForbiddenOperation = Error(2116,
        "The pickle in '{0}' has the operation 0x{2:X2} at byte {1}, which no state dict needs. Nothing was run.",
        "A state dict takes a few harmless operations; others can run code, or were made to confuse readers.",
        "Do not load this file with other programs unless you trust its origin; save it again with torch.save(model.state_dict(), path).");

    public static readonly DiagnosticDescriptor PickleTooLarge = Error(2117,
        "The pickle in '{0}' is beyond what is read at byte {1}: {2}.",
        "The limits are far above what a checkpoint of 100,000 tensors needs.", ConvertPickle);

    public static readonly DiagnosticDescriptor PyTorchNotStateDict = Error(2118,
        "'{0}' is not a state dict: {1}.",
        "A checkpoint that is read maps names to tensors and holds nothing else: no optimizer, no nested dictionary, no program.",
        "Save the model's own state: torch.save(model.state_dict(), path).");

    public static readonly DiagnosticDescriptor PyTorchStorageInvalid = Error(2119,
        "In '{0}' the storage '{1}' {2}.", "What the pickle says of the data and the data in the archive do not agree.", ConvertPickle);

    public static readonly DiagnosticDescriptor PyTorchTensorInvalid = Error(2120,
        "In '{0}' the pickle describes a tensor at byte {1} that cannot be: {2}.",
        "The offset, the sizes or the strides of a tensor lead out of its storage.", ConvertPickle);

    public static readonly DiagnosticDescriptor PyTorchNotContiguous = Error(2121,
        "In '{0}' tensor '{1}' ({2}) has the strides {3}; only tensors whose elements lie in order are read.",
        "The tensor is a view, such as a transposed matrix, of other data.",
        "Save it again with contiguous tensors: {name: tensor.contiguous() for name, tensor in model.state_dict().items()}.");

    public static readonly DiagnosticDescriptor PyTorchAmbiguous = Error(2122,
        "'{0}' holds several PyTorch files ({1}); which one holds the weights is undefined.",
        "The folder has no pytorch_model.bin and no index, and more than one other PyTorch file.", "Delete the others, or name the weights pytorch_model.bin.");

    public static readonly DiagnosticDescriptor PyTorchShared = Error(2123,
        "The tensors of '{0}' take {1} bytes, more than {2} times the data it holds.",
        "So many tensors share their storage that the result would be many times as long as its parent.", ConvertPickle);
}
