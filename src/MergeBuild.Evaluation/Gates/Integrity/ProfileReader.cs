using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>Streams one tensor of all models at once; memory is a block a model.</summary>
internal sealed class ProfileReader(ModelWeights merged, ModelWeights reference, ImmutableArray<ModelWeights> parents)
{
    private const int BlockLength = 1 << 16;

    private readonly byte[] _bytes = new byte[BlockLength * sizeof(double)];
    private readonly float[] _reference = new float[BlockLength];
    private readonly float[] _merged = new float[BlockLength];
    private readonly float[][] _parents = [.. parents.Select(_ => new float[BlockLength])];

    /// <summary>The profile of a tensor of the merge.</summary>
    public TensorProfile Read(string name, CancellationToken cancellation)
    {
        var tensor = merged.Find(name)!;
        var start = Same(reference, tensor);
        var present = start is null ? [] : parents.Select((parent, i) => (Weights: parent, Tensor: Same(parent, tensor), Values: _parents[i])).Where(parent => parent.Tensor is not null).ToArray();
        var (own, origin) = (new FiguresAccumulator(), new FiguresAccumulator());
        var figures = present.Select(_ => new FiguresAccumulator()).ToArray();
        var products = new double[present.Length];
        var deltas = new double[present.Length, present.Length];
        for (var first = 0L; first < tensor.Entry.ElementCount; first += BlockLength)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(BlockLength, tensor.Entry.ElementCount - first);
            Load(merged, tensor, first, _merged.AsSpan(0, count), own);
            if (start is null)
            {
                continue;
            }

            Load(reference, start, first, _reference.AsSpan(0, count), origin);
            for (var i = 0; i < present.Length; i++)
            {
                var values = present[i].Values.AsSpan(0, count);
                Load(present[i].Weights, present[i].Tensor!, first, values, figures[i]);
                products[i] += ProfileSums.Product(values, _reference.AsSpan(0, count));
                Subtract(values, _reference);
                for (var j = 0; j <= i; j++)
                {
                    deltas[j, i] += ProfileSums.Product(values, present[j].Values.AsSpan(0, count));
                }
            }
        }

        return new TensorProfile
        {
            Name = name,
            IsMatrix = tensor.Entry.Shape.Length > 1,
            Merged = own.Figures,
            Reference = start is null ? null : origin.Figures,
            Parents = [.. present.Select((parent, i) => new ParentFigures(parent.Weights.Name, figures[i].Figures, products[i], deltas[i, i]))],
            TaskVectorProducts = [.. Enumerable.Range(0, present.Length).SelectMany(i => Enumerable.Range(i + 1, present.Length - i - 1).Select(j => deltas[i, j]))],
        };
    }

    private void Load(ModelWeights weights, StoredTensor tensor, long first, Span<float> values, FiguresAccumulator figures)
    {
        weights.Read(tensor, first, values, _bytes);
        figures.Add(values);
    }

    private static void Subtract(Span<float> values, ReadOnlySpan<float> reference)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] -= reference[i];
        }
    }

    private static StoredTensor? Same(ModelWeights weights, StoredTensor tensor) =>
        weights.Find(tensor.Entry.Name) is { } found && found.Entry.Shape.SequenceEqual(tensor.Entry.Shape) ? found : null;
}
