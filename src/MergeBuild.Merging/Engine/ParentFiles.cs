using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Engine;

/// <summary>The parents' shards, each opened when it is first needed, and hashed as far as they are read.</summary>
/// <param name="files">The files to read from.</param>
/// <param name="trees">The trees that what is read is handed to.</param>
/// <param name="limit">The most bytes that may be read; null for any number.</param>
internal sealed class ParentFiles(IFileSystem files, Func<ModelShard, HashTree>? trees = null, long? limit = null) : IDisposable
{
    private readonly Dictionary<string, IReadableFile> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly ReadAllowance _allowance = new(limit);

    /// <summary>The bytes that were read.</summary>
    public long BytesRead => _allowance.BytesTaken;

    public IReadableFile Open(ModelShard shard)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(shard.Path, out var file))
            {
                file = ModelDirectory.OpenShard(shard, files);
                _open.Add(shard.Path, file = new ParentFile(file, trees?.Invoke(shard), _allowance));
            }

            return file;
        }
    }

    public void Dispose()
    {
        foreach (var file in _open.Values)
        {
            file.Dispose();
        }
    }
}
