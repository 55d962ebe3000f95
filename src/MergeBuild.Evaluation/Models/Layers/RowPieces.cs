using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>Work on rows, each alone.</summary>
internal static class RowPieces
{
    // Fewer rows than this are not worth waking another thread.
    private const int RowsOfPiece = 8;

    /// <summary>Runs an action on every row.</summary>
    public static void Run(int rows, Workers workers, Action<int> action) => workers.Run((rows + RowsOfPiece - 1) / RowsOfPiece, piece =>
    {
        for (var row = piece * RowsOfPiece; row < Math.Min(rows, (piece + 1) * RowsOfPiece); row++)
        {
            action(row);
        }
    });
}
