namespace MergeBuild.Merging.Kinship;

/// <summary>The sums of one tensor while they are taken, by index of its experts.</summary>
internal sealed class TensorSums(int experts)
{
    public double BaseSquares { get; set; }

    public double[] Products { get; } = new double[experts];

    public double[,] Weights { get; } = new double[experts, experts];

    public double[,] Deltas { get; } = new double[experts, experts];

    public bool[,] Differs { get; } = new bool[experts, experts];

    public long[] Changed { get; } = new long[experts];

    public long[] Top { get; } = new long[experts];

    public long[,] Both { get; } = new long[experts, experts];

    public long[,] Conflicts { get; } = new long[experts, experts];

    public long[,] TopBoth { get; } = new long[experts, experts];

    public long[,] TopConflicts { get; } = new long[experts, experts];

    /// <summary>The sums as they are reported.</summary>
    /// <param name="count">Elements of the tensor.</param>
    public (ExpertSums[] Experts, PairSums[,] Pairs) Complete(long count)
    {
        var pairs = new PairSums[experts, experts];
        for (var i = 0; i < experts; i++)
        {
            for (var j = i + 1; j < experts; j++)
            {
                pairs[i, j] = Pair(i, j);
            }
        }

        return ([.. Enumerable.Range(0, experts).Select(i => new ExpertSums(
            count, 1, Changed[i] == 0 ? 1 : 0, Weights[i, i], BaseSquares, Products[i], Deltas[i, i], Changed[i]))], pairs);
    }

    private PairSums Pair(int i, int j) => new()
    {
        Tensors = 1,
        IdenticalTensors = Differs[i, j] ? 0 : 1,
        FirstSquares = Weights[i, i],
        SecondSquares = Weights[j, j],
        Product = Weights[i, j],
        FirstDeltaSquares = Deltas[i, i],
        SecondDeltaSquares = Deltas[j, j],
        DeltaProduct = Deltas[i, j],
        Both = Both[i, j],
        Conflicts = Conflicts[i, j],
        FirstTop = Top[i],
        SecondTop = Top[j],
        TopBoth = TopBoth[i, j],
        TopConflicts = TopConflicts[i, j],
    };
}
