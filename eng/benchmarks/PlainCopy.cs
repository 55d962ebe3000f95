using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Benchmarks;

/// <summary>What any merge has to do at least: read its parents and write as many bytes as one has, nothing else.</summary>
internal sealed class PlainCopy(SyntheticFamily family, int parentCount, int threads)
{
    private const int BlockLength = 256 << 10;

    public void Run()
    {
        var parents = Enumerable.Range(0, parentCount)
            .Select(i => PhysicalFileSystem.Instance.OpenRead(Path.Combine(family.Parent(i), "model.safetensors")))
            .ToArray();
        var length = parents[0].Length;
        using var output = PhysicalFileSystem.Instance.Create(Path.Combine(family.Folder, "output", "plain"), length);
        var next = 0L;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var buffer = new byte[BlockLength];
            while (Interlocked.Add(ref next, BlockLength) - BlockLength is var offset && offset < length)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(BlockLength, length - offset));
                foreach (var parent in parents)
                {
                    parent.ReadExactly(part, offset);
                }

                output.Write(part, offset);
            }
        })).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        Array.ForEach(parents, parent => parent.Dispose());
    }
}
