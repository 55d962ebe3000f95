using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Engine;

/// <summary>The parents' shards, each opened when it is first needed.</summary>
internal sealed class ParentFiles(IFileSystem files) : IDisposable
{
    private readonly Dictionary<string, IReadableFile> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public IReadableFile Open(ModelShard shard)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(shard.Path, out var file))
            {
                _open.Add(shard.Path, file = ModelDirectory.OpenShard(shard, files));
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
