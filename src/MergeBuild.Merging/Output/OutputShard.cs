using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Output;

/// <summary>A shard of the result: created when the first of its bytes is, and not at all if the last build's will do.</summary>
internal sealed class OutputShard : IDisposable
{
    private const long CopyLength = 16 << 20;

    private readonly Publication _publication;
    private readonly IReadableFile? _prior;
    private readonly HashTree? _priorTree;
    private readonly Lock _lock = new();
    private IWritableFile? _file;
    private long _bytesWritten;

    public OutputShard(ShardLayout layout, int groupLength, Publication publication, PriorModel? prior)
    {
        Layout = layout;
        _publication = publication;
        Tree = new HashTree(layout.Layout.FileLength, groupLength);
        if (prior?.File(layout.Name) is { } file && file.Length == layout.Layout.FileLength && HasPrefix(file, layout.Layout.Prefix.Span) &&
            prior.Tree(layout.Name) is { } tree && tree.GroupLength == groupLength)
        {
            (_prior, _priorTree) = (file, tree);
        }
    }

    public ShardLayout Layout { get; }

    /// <summary>The tree of the file.</summary>
    public HashTree Tree { get; private set; }

    /// <summary>Whether the last build's file of this name has the same header, and so may be the same.</summary>
    public bool MayStay => _prior is not null;

    public IReadableFile? File => _file;

    public bool IsCreated => _file is not null;

    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    public long BytesCopied { get; private set; }

    /// <summary>Creates the file, with its header.</summary>
    public IWritableFile Create()
    {
        lock (_lock)
        {
            if (_file is null)
            {
                _file = _publication.Create(Layout.Name, Layout.Layout.FileLength, reserve: !MayStay);
                _file.Write(Layout.Layout.Prefix.Span, 0);
                Tree.Accept(0, Layout.Layout.Prefix.Span);
                Interlocked.Add(ref _bytesWritten, Layout.Layout.Prefix.Length);
            }

            return _file;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        (_file ?? Create()).Write(bytes, offset);
        Tree.Accept(offset, bytes);
        Interlocked.Add(ref _bytesWritten, bytes.Length);
    }

    /// <summary>Copies what is taken over into the file, if there has to be one.</summary>
    public void TakeOver(IEnumerable<OutputTensor> tensors, CancellationToken cancellation)
    {
        var reused = ReusedRange.Join(tensors.SelectMany(tensor => tensor.Reused()));
        if (!IsCreated && IsTheSame(reused))
        {
            Tree = _priorTree!;
        }
        else
        {
            Copy(reused, cancellation);
        }
    }

    /// <summary>Hashes what has not been hashed on the way.</summary>
    public void Hash(IEnumerable<OutputTensor> tensors, int threads, CancellationToken cancellation)
    {
        var file = _file ?? _prior!;
        TreeReading.Complete(Tree, file, 0, threads, null, cancellation);
        foreach (var tensor in tensors)
        {
            TreeReading.Complete(tensor.Tree, file, tensor.Entry.Offset, threads, null, cancellation);
        }
    }

    public void Sync() => _file?.Sync();

    public void Dispose() => _file?.Dispose();

    private static bool HasPrefix(IReadableFile file, ReadOnlySpan<byte> prefix)
    {
        var bytes = new byte[prefix.Length];
        file.ReadExactly(bytes, 0);
        return prefix.SequenceEqual(bytes);
    }

    // All of the data from the same place of the same file: nothing was written, and nothing is missing.
    private bool IsTheSame(List<ReusedRange> reused) => MayStay && reused.All(range => IsInPlace(range)) &&
        reused.Sum(range => range.Length) == Layout.Layout.FileLength - Layout.Layout.Prefix.Length;

    private bool IsInPlace(ReusedRange range) => range.Source == _prior && range.Offset == range.SourceOffset;

    // In order and on one thread: the system lets in one writer of a file at a time.
    private void Copy(List<ReusedRange> reused, CancellationToken cancellation)
    {
        var file = Create();
        foreach (var piece in reused.SelectMany(range => range.Pieces(CopyLength)))
        {
            cancellation.ThrowIfCancellationRequested();
            file.CopyFrom(piece.Source, piece.SourceOffset, piece.Offset, piece.Length);
        }

        BytesCopied = reused.Sum(range => range.Length);
        foreach (var range in reused.Where(IsInPlace))
        {
            Tree.TakeOver(_priorTree!, range.Offset, range.Length);
        }
    }
}
