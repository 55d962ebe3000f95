using System.Buffers.Binary;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using static MergeBuild.Checkpoints.PyTorch.ZipFormat;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>
/// Where an archive's list of entries is. An archive ends with the record that says so, without a comment behind it: a
/// second record in a comment would let two readers see two archives in one file.
/// </summary>
/// <param name="Offset">Where the central directory begins.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Count">Its entries.</param>
internal readonly record struct ZipDirectory(long Offset, int Length, int Count)
{
    // A checkpoint of a hundred thousand tensors has a tenth of this.
    private const int MaximumLength = 100_000_000;

    public static ZipDirectory Locate(IReadableFile file)
    {
        Span<byte> end = stackalloc byte[EndLength];
        var endOffset = file.Length - EndLength;
        file.ReadExactly(end, endOffset);
        if (Word(end, 0) != EndSignature || Half(end, EndCommentLength) != 0)
        {
            throw Broken(file, endOffset, "it must end with the record of its end, with no comment in it or byte behind it");
        }

        if (Word(end, EndDisks) != 0 || Half(end, EndEntriesHere) != Half(end, EndEntries))
        {
            throw Broken(file, endOffset, "it is one part of several");
        }

        var (count, length, offset) = ((ulong)Half(end, EndEntries), (ulong)Word(end, EndDirectoryLength), (ulong)Word(end, EndDirectoryOffset));
        var directoryEnd = endOffset;
        var locator = endOffset - LocatorLength;
        Span<byte> located = stackalloc byte[LocatorLength];
        if (locator >= 0 && Read(file, located, locator) && Word(located, 0) == LocatorSignature)
        {
            directoryEnd = locator - End64Length;
            Span<byte> end64 = stackalloc byte[End64Length];
            if (directoryEnd < 0 || Long(located, LocatorOffset) != (ulong)directoryEnd || !Read(file, end64, directoryEnd) || Word(end64, 0) != End64Signature)
            {
                throw Broken(file, locator, "the 64-bit record of its end is not in front of this locator");
            }

            count = Agreed(file, directoryEnd, count, CountIn64Bits, Long(end64, End64Entries));
            length = Agreed(file, directoryEnd, length, In64Bits, Long(end64, End64DirectoryLength));
            offset = Agreed(file, directoryEnd, offset, In64Bits, Long(end64, End64DirectoryOffset));
        }

        if (length > MaximumLength || count > length / CentralLength)
        {
            throw Broken(file, endOffset, $"it states a directory of {length} bytes for {count} entries; at most {MaximumLength} bytes are read");
        }

        // The list lies right in front of its end, so that nothing can hide between them.
        return offset <= long.MaxValue && (long)offset + (long)length == directoryEnd
            ? new ZipDirectory((long)offset, (int)length, (int)count)
            : throw Broken(file, endOffset, $"its directory is stated at byte {offset} with {length} bytes, but must end at byte {directoryEnd}");
    }

    private static ulong Agreed(IReadableFile file, long at, ulong narrow, ulong elsewhere, ulong wide) =>
        narrow == wide || narrow == elsewhere ? wide : throw Broken(file, at, $"the two records of its end disagree ({narrow} and {wide})");

    private static bool Read(IReadableFile file, Span<byte> buffer, long offset)
    {
        file.ReadExactly(buffer, offset);
        return true;
    }

    private static MergeBuildException Broken(IReadableFile file, long at, string rule) =>
        DiagnosticTable.PyTorchArchiveInvalid.Exception(file.Path, at, rule);

    private static ushort Half(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static uint Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static ulong Long(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);
}
