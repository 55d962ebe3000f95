using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>Gives all directions of the sum of the task vectors the same strength: σ̄·UVᵀ with Σ wᵢδᵢ = UΣVᵀ.</summary>
internal sealed class Isotropy : IMatrixRule
{
    public VectorSet Merge(VectorSet[] deltas)
    {
        var sum = deltas[0];
        foreach (var delta in deltas.Skip(1))
        {
            sum.Add(delta);
        }

        var count = sum.Count;
        var length = sum.Length;
        var decomposition = SingularValues.Of(sum);
        var mean = count == 0 ? 0 : decomposition.Values.Sum() / count;
        return Orthogonal.Sum(decomposition.Left, Enumerable.Repeat(mean, decomposition.Values.Length), decomposition.Right, count, length);
    }
}
