using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// The file of a ledger: a heading with the very build of this library that wrote it, and the content, sealed. A file that
/// is missing, torn, of another build or of another project is no ledger at all.
/// </summary>
public static class LedgerFormat
{
    private static readonly string Heading = $"mergebuild-ledger/1 {typeof(LedgerFormat).Module.ModuleVersionId}";

    /// <summary>Reads the ledger of a model directory; an empty one where there is none that can be used.</summary>
    /// <param name="path">The ledger's file.</param>
    /// <param name="outputDirectory">The model directory; null for whichever the ledger is of.</param>
    /// <param name="files">The files to read from.</param>
    public static BlockLedger Read(string path, string? outputDirectory, IFileSystem files)
    {
        if (!File.Exists(path))
        {
            return BlockLedger.Empty;
        }

        try
        {
            var ledger = SealedContent.Read(path, files) is { } reader ? Read(reader) : BlockLedger.Empty;
            return outputDirectory is null || ledger.OutputDirectory == outputDirectory ? ledger : BlockLedger.Empty;
        }

        // Whatever is wrong with it: it only saves work.
        catch (Exception exception) when (exception is MergeBuildException or InvalidDataException)
        {
            return BlockLedger.Empty;
        }
    }

    /// <summary>Writes a ledger in the place of an older one.</summary>
    public static void Write(BlockLedger ledger, string path, IFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        SealedContent.Write(path, files, writer => Write(ledger, writer));
    }

    private static void Write(BlockLedger ledger, LedgerWriter writer)
    {
        writer.Write(Heading);
        writer.Write(ledger.OutputDirectory);
        writer.Write(ledger.Inputs, WriteFile);
        writer.Write(ledger.Outputs, WriteFile);
        writer.Write(ledger.Tensors, WriteTensor);
        foreach (var number in Numbers(ledger.Work))
        {
            writer.Write(number);
        }
    }

    private static BlockLedger Read(LedgerReader reader) => reader.ReadString() != Heading
        ? BlockLedger.Empty
        : new BlockLedger
        {
            OutputDirectory = reader.ReadString(),
            Inputs = reader.ReadDictionary(ReadFile),
            Outputs = reader.ReadDictionary(ReadFile),
            Tensors = reader.ReadDictionary(ReadTensor),
            Work = new MergeWork
            {
                BytesRead = reader.ReadInt64(),
                BytesMerged = reader.ReadInt64(),
                BytesWritten = reader.ReadInt64(),
                BytesCopied = reader.ReadInt64(),
                BlocksMerged = reader.ReadInt64(),
                BlocksReused = reader.ReadInt64(),
            },
        };

    private static long[] Numbers(MergeWork work) =>
        [work.BytesRead, work.BytesMerged, work.BytesWritten, work.BytesCopied, work.BlocksMerged, work.BlocksReused];

    internal static void WriteFile(LedgerWriter writer, LedgerFile file)
    {
        writer.Write(file.Identity is not null);
        var identity = file.Identity ?? default;
        writer.Write(identity.Length);
        writer.Write(identity.Modified);
        writer.Write(identity.Changed);
        writer.Write((long)identity.Inode);
        writer.Write(file.Tree);
    }

    internal static LedgerFile ReadFile(LedgerReader reader)
    {
        var isKnown = reader.ReadBoolean();
        var identity = new FileIdentity(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), (ulong)reader.ReadInt64());
        return new LedgerFile(isKnown ? identity : null, reader.ReadTree());
    }

    private static void WriteTensor(LedgerWriter writer, LedgerTensor tensor)
    {
        writer.Write(tensor.File);
        writer.Write(tensor.Offset);
        writer.Write(tensor.Tree);
        writer.Write(tensor.BlockLength);
        writer.Write(tensor.Formula);
        writer.Write(tensor.Keys);
        writer.Write(tensor.Passes, static (to, pass) =>
        {
            to.Write(pass.Keys);
            to.WriteBytes(pass.Parts);
        });
        writer.WriteBytes(tensor.Hints.AsSpan());
        writer.Write(tensor.Reasons, static (to, reasons) =>
        {
            to.Write(reasons.IsReused);
            to.Write(reasons.Reason);
            to.Write(reasons.Blocks);
        });
    }

    private static LedgerTensor ReadTensor(LedgerReader reader) => new()
    {
        File = reader.ReadString(),
        Offset = reader.ReadInt64(),
        Tree = reader.ReadTree(),
        BlockLength = reader.ReadInt32(),
        Formula = reader.ReadString(),
        Keys = reader.ReadDigests(),
        Passes = reader.ReadArray(static from => from.ReadPass()),
        Hints = ImmutableArray.Create(reader.ReadBytes()),
        Reasons = reader.ReadArray(static from => new BlockReasons(from.ReadBoolean(), from.ReadString(), from.ReadInt32())),
    };
}
