using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;

namespace MergeBuild.Packaging.Versions;

/// <summary>How far a tensor moved from one model to another.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="Distance">‖after − before‖ over all elements.</param>
/// <param name="Norm">‖before‖.</param>
/// <param name="Changed">Share of elements that differ, from 0 to 1.</param>
public sealed record TensorMovement(string Name, double Distance, double Norm, double Changed)
{
    private const int BlockLength = 1 << 16;

    /// <summary>‖after − before‖ / ‖before‖; infinite where nothing was before.</summary>
    public double Relative => Distance == 0 ? 0 : Distance / Norm;

    /// <summary>Compares the tensors that two models have in common, in the same shape and of types that have arithmetic; reads both once.</summary>
    /// <param name="before">The model before.</param>
    /// <param name="after">The model after.</param>
    /// <param name="names">The tensors to compare.</param>
    /// <param name="threads">How many tensors at a time.</param>
    /// <param name="files">The file system.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static ImmutableArray<TensorMovement> Of(
        ModelDirectory before, ModelDirectory after, IEnumerable<string> names, int threads, IFileSystem files, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        (StoredTensor Before, StoredTensor After)[] pairs = [.. names
            .Select(name => (Before: before.Tensors.GetValueOrDefault(name), After: after.Tensors.GetValueOrDefault(name)))
            .Where(pair => pair is { Before: not null, After: not null } && IsComparable(pair.Before.Entry, pair.After.Entry))
            .Select(pair => (pair.Before!, pair.After!))];
        var movements = new TensorMovement[pairs.Length];
        ParallelWork.For(pairs.Length, threads, i => movements[i] = Of(pairs[i].Before, pairs[i].After, files, cancellation), cancellation);
        return [.. movements];
    }

    private static bool IsComparable(TensorEntry before, TensorEntry after) =>
        before.DType.IsMergeable() && after.DType.IsMergeable() && before.Shape.SequenceEqual(after.Shape);

    private static TensorMovement Of(StoredTensor before, StoredTensor after, IFileSystem files, CancellationToken cancellation)
    {
        using var oldFile = ModelDirectory.OpenShard(before.Shard, files);
        using var newFile = ModelDirectory.OpenShard(after.Shard, files);
        var (old, now, bytes) = (new float[BlockLength], new float[BlockLength], new byte[BlockLength * sizeof(double)]);
        var (distance, norm, changed) = (0.0, 0.0, 0L);
        for (var first = 0L; first < before.Entry.ElementCount; first += BlockLength)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(BlockLength, before.Entry.ElementCount - first);
            Read(oldFile, before.Entry, first, old.AsSpan(0, count), bytes);
            Read(newFile, after.Entry, first, now.AsSpan(0, count), bytes);
            for (var i = 0; i < count; i++)
            {
                var difference = (double)now[i] - old[i];
                distance += difference * difference;
                norm += (double)old[i] * old[i];
                changed += difference != 0 ? 1 : 0;
            }
        }

        return new TensorMovement(before.Entry.Name, Math.Sqrt(distance), Math.Sqrt(norm), (double)changed / Math.Max(1, before.Entry.ElementCount));
    }

    private static void Read(IReadableFile file, TensorEntry entry, long first, Span<float> values, byte[] bytes)
    {
        var stored = bytes.AsSpan(0, (int)entry.DType.ByteLength(values.Length));
        file.ReadExactly(stored, entry.Offset + entry.DType.ByteLength(first));
        DTypeConversion.Widen(entry.DType, stored, values);
    }
}
