namespace MergeBuild.Diagnostics;

// CS1591 Missing XML comment: each row is its own documentation.
#pragma warning disable CS1591

public static partial class DiagnosticTable
{
    private const string BrokenFile = "The file is damaged, incomplete or not a safetensors file.";
    private const string GetFileAgain = "Download or write the file again and compare its checksum with the publisher's.";
    private const string WriterFault = "The program that wrote the file does not keep to the safetensors format.";
    private const string ReportWriter = "Write the file again with a current safetensors library; report the fault to the program that wrote it.";

    public static readonly DiagnosticDescriptor SafetensorsTooSmall = Error(2001,
        "'{0}' has {1} bytes; a safetensors file has at least 8.", BrokenFile, GetFileAgain);

    public static readonly DiagnosticDescriptor SafetensorsHeaderTooLarge = Error(2002,
        "'{0}' states a header of {1} bytes; at most {2} are allowed.", BrokenFile, GetFileAgain);

    public static readonly DiagnosticDescriptor SafetensorsHeaderPastEnd = Error(2003,
        "'{0}' states a header of {1} bytes, but the file has only {2}.", BrokenFile, GetFileAgain);

    public static readonly DiagnosticDescriptor SafetensorsHeaderNotUtf8 = Error(2004,
        "The header of '{0}' is not UTF-8 without a byte order mark ({1}).", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsHeaderNotJson = Error(2005,
        "The header of '{0}' is not one JSON object: {1}", BrokenFile, GetFileAgain);

    public static readonly DiagnosticDescriptor SafetensorsDuplicateTensor = Error(2006,
        "The header of '{0}' names the tensor '{1}' twice.",
        "Two entries have the same name, perhaps one of them with escapes; readers disagree on which one counts.", ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsUnknownField = Error(2007,
        "In '{0}' the entry of tensor '{1}' has the unknown field '{2}'; allowed are dtype, shape and data_offsets.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsEntryNotObject = Error(2008,
        "In '{0}' the entry of tensor '{1}' is {2}, not an object.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsMetadataInvalid = Error(2009,
        "In '{0}' __metadata__ must be an object of distinct names with string values: {1}", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsNotInteger = Error(2010,
        "In '{0}' tensor '{1}' has '{2}' in {3}; only whole numbers from 0 to 9223372036854775807 are allowed.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsFieldMissing = Error(2011,
        "In '{0}' the entry of tensor '{1}' must have each of dtype, shape and data_offsets exactly once; {2} does not.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsUnknownDType = Error(2012,
        "In '{0}' tensor '{1}' has the unknown dtype '{2}'{3}.", "The file uses a number format that this version does not know.",
        "Convert the checkpoint to a dtype in docs/checkpoints.md.");

    public static readonly DiagnosticDescriptor SafetensorsSizeOverflow = Error(2013,
        "In '{0}' the shape {2} of tensor '{1}' has more elements than a file can hold.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsPartialByte = Error(2014,
        "In '{0}' tensor '{1}' takes {2} bits, which is not a whole number of bytes.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsSizeMismatch = Error(2015,
        "In '{0}' tensor '{1}' ({2}, {3}) needs {4} bytes, but its data_offsets span {5} to {6}.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsOverlapOrHole = Error(2016,
        "In '{0}' tensor '{1}' begins at offset {2}, but the tensor before it ends at {3}.",
        "Tensors must lie in the file one after the other, with no overlap and no hole.", ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsLengthMismatch = Error(2017,
        "'{0}' has {1} bytes, but its header describes {2}.", "The file was cut short, or something was appended to it.", GetFileAgain);

    public static readonly DiagnosticDescriptor SafetensorsTensorName = Error(2018,
        "In '{0}' the tensor name '{1}' is empty, holds control characters or noncharacters, or could be taken for a path.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsEquivalentNames = Error(2019,
        "In '{0}' two tensors are named '{1}', spelled with different Unicode sequences.",
        "Two names look the same and differ only in their Unicode normal form.", ReportWriter);

    public static readonly DiagnosticDescriptor SafetensorsShapeInvalid = Error(2020,
        "In '{0}' tensor '{1}' has {2} where {3} is expected.", WriterFault, ReportWriter);

    public static readonly DiagnosticDescriptor FileNotFound = Error(2030,
        "'{0}' does not exist.", "A file that is needed is missing.", "Put the file there, or correct the path.");

    public static readonly DiagnosticDescriptor FileNotReadable = Error(2031,
        "'{0}' cannot be read: {1}", "The operating system refused.", "Give the build read access, or correct the path.");

    public static readonly DiagnosticDescriptor FileNotRegular = Error(2032,
        "'{0}' is not a regular file.", "A directory, device, pipe or socket stands where a file is expected.", "Replace it with the file itself.");

    public static readonly DiagnosticDescriptor FileShrank = Error(2033,
        "'{0}' ended at byte {1} while {2} bytes at offset {3} were read.",
        "The file was changed while the build read it.", "Build again when nothing writes to the file.");

    public static readonly DiagnosticDescriptor FileChanged = Error(2034,
        "'{0}' changed while the build read it.", "Another program wrote to a parent during the merge.", "Build again when nothing writes to the file.");

    public static readonly DiagnosticDescriptor ModelDirectoryNotFound = Error(2035,
        "The model directory '{0}' does not exist{1}.", "The path of a parent is wrong, or the parent was not fetched.", "Correct the path, or fetch the model.");

    public static readonly DiagnosticDescriptor NoWeights = Error(2036,
        "'{0}' holds no model.safetensors and no model.safetensors.index.json.",
        "The folder is not a Hugging Face model directory, or its weights have another name.", "Point at the folder that holds config.json and model.safetensors.");

    public static readonly DiagnosticDescriptor PyTorchOnly = Error(2037,
        "'{0}' holds weights only as PyTorch pickles ({1}), which can run code when they are loaded.",
        "MergeBuild reads safetensors unless it is told otherwise.",
        "Set MergeAllowPickle to true (--allow-pickle in the tool): the files are then read as data, and nothing in them is run. Or convert the model once, in Python: model = AutoModelForCausalLM.from_pretrained(path); model.save_pretrained(path, safe_serialization=True).");

    public static readonly DiagnosticDescriptor AmbiguousWeights = Error(2038,
        "'{0}' holds both model.safetensors and model.safetensors.index.json; which one counts is undefined.",
        "A single-file and a sharded checkpoint lie in one folder, often left over from an earlier export.", "Delete the one that is out of date.");

    public static readonly DiagnosticDescriptor ShardIndexInvalid = Error(2040,
        "The shard index '{0}' is not valid: {1}", "The index is damaged, or not written by a safetensors tool.", "Write or download the index again.");

    public static readonly DiagnosticDescriptor ShardNameInvalid = Error(2041,
        "The shard index '{0}' names the file '{1}'; only plain names of {2} files in the same folder are allowed.",
        "A path in the index leads, or could lead, out of the model's folder.", "Do not use this model unless you trust its origin; write its index again.");

    public static readonly DiagnosticDescriptor ShardEscapes = Error(2042,
        "'{0}' is a link to '{1}', outside the model's folder.",
        "A link in a model directory may only lead to the same folder, or to the blobs folder of a Hugging Face cache.",
        "Replace the link with the file, or point the project at the folder that the link leads to.");

    public static readonly DiagnosticDescriptor ShardTensorMissing = Error(2043,
        "The shard index '{0}' places tensor '{1}' in '{2}', which does not hold it.", "Index and shards are from different exports.", GetFileAgain);

    public static readonly DiagnosticDescriptor ShardTensorUnlisted = Error(2044,
        "'{0}' holds tensor '{1}', which the shard index does not place there.", "Index and shards are from different exports.", GetFileAgain);

    public static readonly DiagnosticDescriptor ShardTotalSize = Error(2045,
        "The shard index '{0}' states a total_size of {1} bytes, but the tensors take {2}.", "Index and shards are from different exports.", GetFileAgain);

    public static readonly DiagnosticDescriptor ShardLinkLoop = Error(2046,
        "'{0}' is a link that leads back to itself.", "Links in the model's folder form a circle.", "Replace the link with the file.");

    public static readonly DiagnosticDescriptor ConfigInvalid = Error(2050,
        "'{0}' is not valid: {1}", "A JSON file of the model directory is damaged.", "Write or download the file again.");

    public static readonly DiagnosticDescriptor ConfigMissing = Error(2051,
        "'{0}' has no config.json, so the result would not load.",
        "The donor of the result's configuration (the base model, else the first expert) must be a complete model directory.",
        "Add the model's config.json to the folder.");

    public static readonly DiagnosticDescriptor DiskFull = Error(2060,
        "No space is left to write '{0}' ({1} bytes).", "The disk or quota is full.", "Free space, or move the output with MergeModelDirectory; the earlier output is untouched.");

    public static readonly DiagnosticDescriptor FileNotWritable = Error(2061,
        "'{0}' cannot be written: {1}", "The operating system refused.", "Check permissions and the disk; the earlier output is untouched.");
}
