using System.Collections.Immutable;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// Reads the inventory of a state dict as torch.save writes it: a zip archive of one folder with a pickle of names,
/// shapes and storages (<c>data.pkl</c>) and the storages' bytes (<c>data/0</c> …). The pickle is read as data; nothing
/// that it names is run. See https://github.com/pytorch/pytorch/blob/main/torch/serialization.py.
/// </summary>
public static class PyTorchReader
{
    private const string PickleName = "data.pkl";
    private const string ByteOrderName = "byteorder";
    private const string StoragePrefix = "data/";
    private const int MaximumPickleLength = 100_000_000;
    private const int MaximumByteOrderLength = 16;

    // Tied weights are two names of one storage; a few of those are common, thousands are an attack.
    private const int MaximumSharing = 4;

    private static readonly string[] Records = ["version", ".format_version", ".storage_alignment", ".data/serialization_id", ByteOrderName, PickleName];

    /// <summary>Reads and checks the archive and its pickle; the data is not read.</summary>
    /// <returns>The tensors, in the order of their names, each with the range of the file that holds its elements.</returns>
    /// <exception cref="MergeBuildException">The file breaks a rule; MB2110 to MB2123 tell which.</exception>
    public static ImmutableArray<TensorEntry> Read(IReadableFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        PyTorchFormat.Check(file);
        var entries = Inner(file, ZipReader.Read(file));
        CheckByteOrder(file, entries);
        var stateDict = PickleMachine.Run(Pickle(file, entries), file.Path) as PickleDictionary
            ?? throw DiagnosticTable.PyTorchNotStateDict.Exception(file.Path, "it holds something else than a dictionary");
        var tensors = stateDict.Items.Select(item => Entry(file, entries, item.Key, item.Value)).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToImmutableArray();
        TensorNames.Check(tensors, file.Path);
        CheckUse(file, entries, stateDict, tensors);
        return tensors;
    }

    // Names without the one folder that all entries are in.
    private static Dictionary<string, ZipEntry> Inner(IReadableFile file, ImmutableArray<ZipEntry> entries)
    {
        var folder = entries.IsEmpty ? "" : entries[0].Name[..(entries[0].Name.IndexOf('/', StringComparison.Ordinal) + 1)];
        var inner = new Dictionary<string, ZipEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var name = folder.Length > 0 && entry.Name.StartsWith(folder, StringComparison.Ordinal) ? entry.Name[folder.Length..] : "";
            var isStorage = name.StartsWith(StoragePrefix, StringComparison.Ordinal) && name.Length > StoragePrefix.Length &&
                !name.AsSpan(StoragePrefix.Length).ContainsAnyExceptInRange('0', '9');
            if (!isStorage && !Records.Contains(name, StringComparer.Ordinal))
            {
                throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, entry.Name, "is no part of a state dict");
            }

            inner.Add(name, entry);
        }

        return inner.ContainsKey(PickleName) ? inner : throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, PickleName, "is missing");
    }

    private static void CheckByteOrder(IReadableFile file, Dictionary<string, ZipEntry> entries)
    {
        // PyTorch before 2.1 did not say; it ran on little-endian machines.
        if (!entries.TryGetValue(ByteOrderName, out var entry))
        {
            return;
        }

        var bytes = new byte[Math.Min(entry.Length, MaximumByteOrderLength)];
        file.ReadExactly(bytes, entry.DataOffset);
        if (!bytes.AsSpan().SequenceEqual("little"u8))
        {
            throw DiagnosticTable.PyTorchByteOrder.Exception(file.Path, Encoding.Latin1.GetString(bytes));
        }
    }

    private static byte[] Pickle(IReadableFile file, Dictionary<string, ZipEntry> entries)
    {
        var entry = entries[PickleName];
        if (entry.Length > MaximumPickleLength)
        {
            throw DiagnosticTable.PickleTooLarge.Exception(file.Path, 0, $"it has {entry.Length} bytes; at most {MaximumPickleLength} are read");
        }

        var pickle = new byte[entry.Length];
        file.ReadExactly(pickle, entry.DataOffset);
        // PyTorch can be told to compute none, and then states 0.
        return entry.Checksum == 0 || Crc32.Of(pickle) == entry.Checksum
            ? pickle
            : throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, entry.Name, "does not have the checksum that the archive states");
    }

    private static TensorEntry Entry(IReadableFile file, Dictionary<string, ZipEntry> entries, string name, object? value)
    {
        if (value is not PyTorchTensor tensor)
        {
            throw DiagnosticTable.PyTorchNotStateDict.Exception(file.Path, $"'{LogText.Sanitize(name)}' is not a tensor");
        }

        var storage = tensor.Storage;
        var entry = entries.GetValueOrDefault(StoragePrefix + storage.Key) ?? throw DiagnosticTable.PyTorchStorageInvalid.Exception(file.Path, storage.Key, "is not in the archive");
        if (entry.Length != storage.ByteLength)
        {
            throw DiagnosticTable.PyTorchStorageInvalid.Exception(
                file.Path, storage.Key, $"has {entry.Length} bytes in the archive, but {storage.Count} {(storage.DType is { } type ? $"elements of {type}" : "bytes")} in the pickle");
        }

        return tensor.IsContiguous
            ? new TensorEntry(
                name, tensor.DType, tensor.Shape, entry.DataOffset + (tensor.ElementCount == 0 ? 0 : tensor.Offset * tensor.DType.ByteSize()), tensor.ElementCount * tensor.DType.ByteSize())
            : throw DiagnosticTable.PyTorchNotContiguous.Exception(file.Path, name, ShapeText.Of(tensor.Shape), ShapeText.Of(tensor.Strides));
    }

    private static void CheckUse(IReadableFile file, Dictionary<string, ZipEntry> entries, PickleDictionary stateDict, ImmutableArray<TensorEntry> tensors)
    {
        var used = stateDict.Items.Select(item => ((PyTorchTensor)item.Value!).Storage.Key).ToHashSet(StringComparer.Ordinal);
        var unused = entries.FirstOrDefault(entry => entry.Key.StartsWith(StoragePrefix, StringComparison.Ordinal) && !used.Contains(entry.Key[StoragePrefix.Length..]));
        if (unused.Key is not null)
        {
            throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, unused.Value.Name, "belongs to no tensor");
        }

        // In 128 bits: hundreds of thousands of tensors could each view all of a large file.
        var total = tensors.Aggregate(Int128.Zero, (sum, tensor) => sum + tensor.ByteLength);
        if (total > (Int128)file.Length * MaximumSharing)
        {
            throw DiagnosticTable.PyTorchShared.Exception(file.Path, total, MaximumSharing);
        }
    }
}
