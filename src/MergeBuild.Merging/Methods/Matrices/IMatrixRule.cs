using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>What becomes of the task vectors of a matrix.</summary>
internal interface IMatrixRule
{
    /// <summary>The merged task vector.</summary>
    /// <param name="deltas">Each expert's weighted task vector as its shorter side's vectors; may be overwritten.</param>
    VectorSet Merge(VectorSet[] deltas);
}
