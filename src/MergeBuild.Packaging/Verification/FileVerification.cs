using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Verification;

/// <summary>Compares one file with what the manifest says of it, in one pass over its bytes.</summary>
internal sealed class FileVerification(string directory, ListedFile listed, IReadOnlyCollection<ListedTensor> tensors, VerificationProgress progress)
{
    private const int BlockLength = 1 << 20;
    private const int GroupLength = HashGroups.ShortestLength;

    private readonly DiagnosticBag _bag = new();
    private readonly byte[] _block = new byte[BlockLength];

    /// <summary>Everything that is wrong with the file; the file as a whole comes first.</summary>
    public IEnumerable<Diagnostic> Run(IFileSystem files, CancellationToken cancellation)
    {
        var path = Path.Combine(directory, listed.Name);
        try
        {
            if (!File.Exists(path))
            {
                throw DiagnosticTable.VerifiedFileMissing.Exception(path);
            }

            using var file = files.OpenRead(ShardPath.Resolve(directory, listed.Name));
            if (file.Length != listed.Length)
            {
                throw DiagnosticTable.VerifiedFileLength.Exception(path, file.Length, listed.Length);
            }

            Compare(file, cancellation);
        }
        catch (MergeBuildException exception)
        {
            _bag.Report(exception);
        }

        return _bag.Diagnostics;
    }

    private void Compare(IReadableFile file, CancellationToken cancellation)
    {
        var entries = listed.Name.EndsWith(".safetensors", StringComparison.Ordinal) ? SafetensorsReader.Read(file).Tensors : [];
        var whole = new HashTree(file.Length, GroupLength);
        var parts = entries.ToDictionary(entry => entry.Name, entry => new HashTree(entry.ByteLength, GroupLength), StringComparer.Ordinal);

        // The reader has checked that the tensors follow each other without a hole up to the end of the file.
        Hash(file, 0, entries.IsEmpty ? file.Length : entries[0].Offset, whole, null, cancellation);
        foreach (var entry in entries)
        {
            Hash(file, entry.Offset, entry.ByteLength, whole, parts[entry.Name], cancellation);
            progress.AddTensor();
        }

        if (whole.Digest != listed.Digest)
        {
            _bag.Report(DiagnosticTable.VerifiedFileDigest.With(file.Path, whole.Digest, listed.Digest));
        }

        CompareTensors(file.Path, entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal), parts);
    }

    private void CompareTensors(string path, Dictionary<string, TensorEntry> entries, Dictionary<string, HashTree> parts)
    {
        foreach (var tensor in tensors)
        {
            var expected = tensor.Description;
            if (!entries.Remove(expected.Name, out var entry))
            {
                _bag.Report(DiagnosticTable.VerifiedTensorMissing.With(path, expected.Name));
            }
            else if (entry.DType != expected.DType || !entry.Shape.SequenceEqual(expected.Shape))
            {
                _bag.Report(DiagnosticTable.VerifiedTensorType.With(
                    path, expected.Name, ShapeText.Of(entry.Shape), entry.DType, ShapeText.Of(expected.Shape), expected.DType));
            }
            else if (parts[expected.Name].Digest != tensor.Digest)
            {
                _bag.Report(DiagnosticTable.VerifiedTensorDigest.With(path, expected.Name, parts[expected.Name].Digest, tensor.Digest));
            }
        }

        foreach (var name in entries.Keys.Order(StringComparer.Ordinal))
        {
            _bag.Report(DiagnosticTable.VerifiedTensorUnlisted.With(path, name));
        }
    }

    private void Hash(IReadableFile file, long offset, long length, HashTree whole, HashTree? part, CancellationToken cancellation)
    {
        for (var done = 0L; done < length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = _block.AsSpan(0, (int)Math.Min(_block.Length, length - done));
            file.ReadExactly(block, offset + done);
            whole.Accept(offset + done, block);
            part?.Accept(done, block);
            done += block.Length;
            progress.AddBytes(block.Length);
        }
    }
}
