using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>
/// Keeps the first singular vectors of each task vector, turns those of all tasks to right angles, and adds them up with
/// the singular values that they had.
/// </summary>
/// <param name="share">The share of the singular vectors that each task keeps; not a number for one over the number of tasks.</param>
internal sealed class SingularVectorMerge(double share) : IMatrixRule
{
    public VectorSet Merge(VectorSet[] deltas)
    {
        var (count, length) = (deltas[0].Count, deltas[0].Length);
        var kept = Math.Max(1, (int)((double.IsNaN(share) ? 1.0 / deltas.Length : share) * count));
        var parts = new SingularValues[deltas.Length];
        for (var task = 0; task < deltas.Length; task++)
        {
            parts[task] = SingularValues.Of(deltas[task]);
            deltas[task] = new VectorSet(0, 0);
        }

        var values = parts.SelectMany(part => part.Values.Take(kept)).ToArray();
        var left = Orthogonal.Whiten(First(parts, kept, part => part.Left, count));
        var right = Orthogonal.Whiten(First(parts, kept, part => part.Right, length));
        return Orthogonal.Sum(left, values, right, count, length);
    }

    private static VectorSet First(SingularValues[] parts, int kept, Func<SingularValues, VectorSet> side, int length)
    {
        var vectors = new VectorSet(parts.Sum(part => Math.Min(kept, part.Values.Length)), length);
        var next = 0;
        foreach (var part in parts)
        {
            for (var i = 0; i < kept && i < part.Values.Length; i++)
            {
                side(part)[i].CopyTo(vectors[next++]);
            }
        }

        return vectors;
    }
}
