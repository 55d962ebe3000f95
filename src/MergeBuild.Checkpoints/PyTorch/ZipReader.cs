using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using static MergeBuild.Checkpoints.PyTorch.ZipFormat;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// Lists the entries of a zip archive as hostile input. Everything must be stored as it is, each byte of the file
/// belongs to one record, and local headers say what the directory says, so that no two readers see different archives.
/// The platform's own reader does not tell where an entry's data begin, and merges read them in place.
/// </summary>
internal static class ZipReader
{
    public static ImmutableArray<ZipEntry> Read(IReadableFile file)
    {
        var directory = ZipDirectory.Locate(file);
        var records = new byte[directory.Length];
        file.ReadExactly(records, directory.Offset);
        var entries = new List<ZipEntry>();
        var descriptors = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        for (var i = 0; i < directory.Count; i++)
        {
            var at = directory.Offset + position;
            var record = records.AsSpan(position);
            if (record.Length < CentralLength || Word(record, 0) != CentralSignature)
            {
                throw DiagnosticTable.PyTorchArchiveInvalid.Exception(file.Path, at, "an entry of its directory is expected here");
            }

            var (nameLength, extraLength, commentLength) = (Half(record, CentralNameLength), Half(record, CentralExtraLength), Half(record, CentralCommentLength));
            var length = CentralLength + nameLength + extraLength;
            if (record.Length < length || commentLength != 0)
            {
                throw DiagnosticTable.PyTorchArchiveInvalid.Exception(file.Path, at, "an entry of its directory is cut short or has a comment");
            }

            var name = Name(file, at, record.Slice(CentralLength, nameLength));
            if (!names.Add(name))
            {
                throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, "stands there twice");
            }

            var entry = Entry(file, name, record, record.Slice(CentralLength + nameLength, extraLength), directory.Offset);
            entries.Add(entry);
            if ((Half(record, CentralFlags) & DescriptorFlag) != 0)
            {
                descriptors.Add(name);
            }

            position += length;
        }

        if (position != directory.Length)
        {
            throw DiagnosticTable.PyTorchArchiveInvalid.Exception(file.Path, directory.Offset + position, "its directory has bytes that belong to no entry");
        }

        CheckLayout(file, entries, descriptors, directory.Offset);
        return [.. entries];
    }

    private static ZipEntry Entry(IReadableFile file, string name, ReadOnlySpan<byte> record, ReadOnlySpan<byte> extra, long directoryOffset)
    {
        var (flags, method) = (Half(record, CentralFlags), Half(record, CentralMethod));
        if ((flags & ~(DescriptorFlag | Utf8Flag)) != 0 || method != Stored || Half(record, CentralDisk) != 0)
        {
            throw DiagnosticTable.PyTorchEntryInvalid.Exception(
                file.Path, name, (flags & 1) != 0 ? "is encrypted" : method != Stored ? $"is compressed (method {method})" : $"has the flags 0x{flags:X4}");
        }

        var wide = new Zip64Fields(extra);
        var length = wide.Resolve(Word(record, CentralLengthOffset));
        var compressed = wide.Resolve(Word(record, CentralCompressedLength));
        var offset = wide.Resolve(Word(record, CentralLocalOffset));
        if (!wide.IsComplete)
        {
            throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, "has sizes in 64 bits that are missing or not asked for");
        }

        if (length != compressed)
        {
            throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, $"states {compressed} stored bytes for {length}");
        }

        // Unsigned, and each on its own, so that no sum can wrap.
        if (offset > (ulong)directoryOffset || (ulong)directoryOffset - offset < LocalLength || length > (ulong)directoryOffset)
        {
            throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, $"is stated at byte {offset} with {length} bytes, outside the archive's data");
        }

        var dataOffset = (long)offset + LocalHeaderLength(file, name, (long)offset, record, (long)length, directoryOffset);
        var checksum = Word(record, CentralChecksum);
        return dataOffset <= directoryOffset && (long)length <= directoryOffset - dataOffset
            ? new ZipEntry(name, (long)offset, dataOffset, (long)length, checksum)
            : throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, "ends behind the archive's data");
    }

    private static int LocalHeaderLength(IReadableFile file, string name, long offset, ReadOnlySpan<byte> record, long length, long directoryOffset)
    {
        var nameLength = Half(record, CentralNameLength);
        if (offset + LocalLength + nameLength > directoryOffset)
        {
            throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, "ends behind the archive's data");
        }

        Span<byte> local = stackalloc byte[LocalLength];
        file.ReadExactly(local, offset);
        var flags = Half(record, CentralFlags);
        var isDescribedLater = (flags & DescriptorFlag) != 0;
        if (Word(local, 0) != LocalSignature || Half(local, LocalNameLength) != nameLength || Half(local, LocalFlags) != flags ||
            Half(local, LocalMethod) != Stored ||
            !IsSame(Word(local, LocalCompressedLength), length, isDescribedLater) || !IsSame(Word(local, LocalLengthOffset), length, isDescribedLater) ||
            !(Word(local, LocalChecksum) == Word(record, CentralChecksum) || (isDescribedLater && Word(local, LocalChecksum) == 0)))
        {
            throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, $"has a header at byte {offset} that says something else than the directory");
        }

        Span<byte> written = new byte[nameLength];
        file.ReadExactly(written, offset + LocalLength);
        return written.SequenceEqual(record.Slice(CentralLength, nameLength))
            ? LocalLength + nameLength + Half(local, LocalExtraLength)
            : throw DiagnosticTable.PyTorchEntryInvalid.Exception(file.Path, name, $"has another name in its header at byte {offset}");
    }

    private static bool IsSame(uint stated, long length, bool isDescribedLater) =>
        stated == length || stated == In64Bits || (stated == 0 && isDescribedLater);

    private static void CheckLayout(IReadableFile file, List<ZipEntry> entries, HashSet<string> descriptors, long directoryOffset)
    {
        var previous = (End: 0L, HasDescriptor: false);
        foreach (var entry in entries.OrderBy(entry => entry.HeaderOffset))
        {
            CheckGap(file, entry.Name, previous, entry.HeaderOffset);
            previous = (entry.End, descriptors.Contains(entry.Name));
        }

        CheckGap(file, "", previous, directoryOffset);
    }

    // Between two entries there is nothing, or what describes the first of them.
    private static void CheckGap(IReadableFile file, string name, (long End, bool HasDescriptor) previous, long next)
    {
        var gap = next - previous.End;
        if (!(previous.HasDescriptor ? gap is 12 or 16 or 20 or 24 : gap == 0))
        {
            throw DiagnosticTable.PyTorchArchiveInvalid.Exception(
                file.Path, previous.End, gap < 0 ? $"entry '{name}' begins at byte {next}, inside another" : $"{gap} bytes belong to no entry");
        }
    }

    private static string Name(IReadableFile file, long at, ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes)
        ? Encoding.UTF8.GetString(bytes)
        : throw DiagnosticTable.PyTorchArchiveInvalid.Exception(file.Path, at, "the name of an entry is not UTF-8");

    private static ushort Half(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static uint Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
