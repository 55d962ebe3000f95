using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MergeBuild.Merging.Adapters;

/// <summary>
/// A product L·R of a tall and a wide factor, of which any run of elements can be added to weights.
/// An element is Σₖ L[row, k]·R[k, column], summed in float64 in the order of k. The product of two float32 is exact in
/// float64, so that fused and separate operations give the same bits.
/// </summary>
internal sealed class FactorPair
{
    /// <summary>Columns that are summed side by side.</summary>
    public const int PanelWidth = 32;

    private const int Lanes = 8;

    private readonly float[] _left;
    private readonly double[] _right;
    private readonly int _rank;

    /// <summary>Arranges two factors.</summary>
    /// <param name="left">Row after row, rank numbers each.</param>
    /// <param name="right">Rank rows of as many numbers as there are columns.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="columns">The columns of the product.</param>
    public FactorPair(float[] left, ReadOnlySpan<float> right, int rank, int columns)
    {
        (_left, _rank, Columns) = (left, rank, columns);
        _right = Panels(right, rank, columns);
    }

    /// <summary>The columns of the product.</summary>
    public int Columns { get; }

    /// <summary>Adds scaling · L·R to a run of elements of the matrix, which may begin and end inside rows.</summary>
    public void AddTo(Span<float> elements, long firstElement, double scaling)
    {
        if (elements.IsEmpty)
        {
            return;
        }

        var lastElement = firstElement + elements.Length - 1;
        var (firstRow, lastRow) = (firstElement / Columns, lastElement / Columns);

        // A panel stays in the nearest cache while all rows of the run pass over it.
        for (var column = 0; column < Columns; column += PanelWidth)
        {
            var panel = MemoryMarshal.Cast<double, Vector512<double>>(
                _right.AsSpan((int)((long)column * _rank), _rank * PanelWidth));
            for (var row = firstRow; row <= lastRow; row++)
            {
                var from = row == firstRow ? Math.Max(column, (int)(firstElement - (row * Columns))) : column;
                var to = Math.Min(column + PanelWidth, row == lastRow ? (int)(lastElement - (row * Columns)) + 1 : Columns);
                if (from < to)
                {
                    var start = (int)((row * Columns) + from - firstElement);
                    AddPanel(elements[start..(start + to - from)], panel, _left.AsSpan((int)(row * _rank), _rank), from - column, scaling);
                }
            }
        }
    }

    private static void AddPanel(
        Span<float> elements, ReadOnlySpan<Vector512<double>> panel, ReadOnlySpan<float> left, int offset, double scaling)
    {
        var (sum0, sum1, sum2, sum3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (var k = 0; k < left.Length; k++)
        {
            var factor = Vector512.Create((double)left[k]);
            var right = panel.Slice(k * (PanelWidth / Lanes), PanelWidth / Lanes);
            sum0 = Vector512.MultiplyAddEstimate(factor, right[0], sum0);
            sum1 = Vector512.MultiplyAddEstimate(factor, right[1], sum1);
            sum2 = Vector512.MultiplyAddEstimate(factor, right[2], sum2);
            sum3 = Vector512.MultiplyAddEstimate(factor, right[3], sum3);
        }

        if (elements.Length == PanelWidth)
        {
            AddHalf(elements, sum0, sum1, scaling);
            AddHalf(elements[(PanelWidth / 2)..], sum2, sum3, scaling);
            return;
        }

        ReadOnlySpan<Vector512<double>> sums = [sum0, sum1, sum2, sum3];
        var numbers = MemoryMarshal.Cast<Vector512<double>, double>(sums)[offset..];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = (float)(elements[i] + (scaling * numbers[i]));
        }
    }

    private static void AddHalf(Span<float> elements, Vector512<double> lower, Vector512<double> upper, double scaling)
    {
        var (weightsLower, weightsUpper) = Vector512.Widen(Vector512.Create<float>(elements));
        Vector512.Narrow(weightsLower + (lower * scaling), weightsUpper + (upper * scaling)).CopyTo(elements);
    }

    private static double[] Panels(ReadOnlySpan<float> right, int rank, int columns)
    {
        var panels = new double[(((long)columns + PanelWidth - 1) / PanelWidth) * PanelWidth * rank];
        for (var k = 0; k < rank; k++)
        {
            for (var column = 0; column < columns; column++)
            {
                var panel = (long)(column / PanelWidth) * PanelWidth * rank;
                panels[panel + (k * PanelWidth) + (column % PanelWidth)] = right[(int)((long)k * columns) + column];
            }
        }

        return panels;
    }
}
