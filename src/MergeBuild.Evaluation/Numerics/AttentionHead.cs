namespace MergeBuild.Evaluation.Numerics;

/// <summary>What one query meets: keys and values of one head at a range of positions.</summary>
/// <param name="Keys">Keys in blocks of <see cref="AttentionKernel.BlockPositions"/> positions: all that a block's
/// positions have in dimension 0, then in dimension 1, and so on.</param>
/// <param name="Values">Values, one row of <paramref name="Stride"/> numbers a position.</param>
/// <param name="Dimension">Numbers of a query and a key.</param>
/// <param name="Stride">The dimension, rounded up to whole blocks of <see cref="AttentionKernel.BlockDimensions"/>.</param>
/// <param name="First">The first position that is seen.</param>
/// <param name="End">The position after the last that is seen.</param>
/// <param name="Scale">Multiplies the products.</param>
/// <param name="SoftCap">If greater than 0, products s become cap · tanh(s / cap).</param>
internal readonly unsafe record struct AttentionHead(
    nint Keys, nint Values, int Dimension, int Stride, int First, int End, float Scale, float SoftCap);
