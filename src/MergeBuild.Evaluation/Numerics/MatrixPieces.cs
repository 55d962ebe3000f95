namespace MergeBuild.Evaluation.Numerics;

/// <summary>Some panels of one of several matrices: what one thread computes in one go.</summary>
/// <param name="Projection">Which matrix.</param>
/// <param name="FirstPanel">The first panel.</param>
/// <param name="EndPanel">The panel after the last.</param>
internal readonly record struct MatrixPiece(int Projection, int FirstPanel, int EndPanel);

/// <summary>Divides matrices into pieces of about the same size.</summary>
internal static class MatrixPieces
{
    /// <summary>Divides the panels of all matrices.</summary>
    /// <param name="projections">The matrices.</param>
    /// <param name="wanted">About how many pieces all together.</param>
    /// <param name="maximumPanels">The most panels of a piece.</param>
    public static MatrixPiece[] Of(Projection[] projections, int wanted, int maximumPanels)
    {
        var panels = projections.Sum(projection => projection.Matrix.PanelCount);
        var size = Math.Clamp(panels / wanted, 1, maximumPanels);
        var pieces = new List<MatrixPiece>();
        for (var i = 0; i < projections.Length; i++)
        {
            var count = projections[i].Matrix.PanelCount;
            for (var first = 0; first < count; first += size)
            {
                pieces.Add(new MatrixPiece(i, first, Math.Min(count, first + size)));
            }
        }

        return [.. pieces];
    }
}
