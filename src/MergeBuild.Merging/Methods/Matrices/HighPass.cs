using System.Numerics;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Matrices;

/// <summary>
/// The ideal high-pass filter of a matrix: its frequencies at a distance from zero below the cutoff are cleared. Along
/// each side, frequency k of n is at the distance 2·min(k, n − k)/n, so that the highest is at 1.
/// </summary>
internal static class HighPass
{
    public static void Apply(Span<float> matrix, int rows, int columns, double cutoff)
    {
        if (cutoff == 0)
        {
            return;
        }

        var spectrum = new Complex[matrix.Length];
        for (var i = 0; i < spectrum.Length; i++)
        {
            spectrum[i] = matrix[i];
        }

        var (alongRows, alongColumns) = (new FourierTransform(columns), new FourierTransform(rows));
        Transform(spectrum, rows, columns, alongRows.Forward, alongColumns.Forward);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (y, x) = (Distance(row, rows), Distance(column, columns));
                if (Math.Sqrt((x * x) + (y * y)) < cutoff)
                {
                    spectrum[(row * columns) + column] = Complex.Zero;
                }
            }
        }

        Transform(spectrum, rows, columns, alongRows.Backward, alongColumns.Backward);
        for (var i = 0; i < spectrum.Length; i++)
        {
            matrix[i] = (float)spectrum[i].Real;
        }
    }

    private static double Distance(int frequency, int length) => 2.0 * Math.Min(frequency, length - frequency) / length;

    private static void Transform(Complex[] matrix, int rows, int columns, Action<Complex[]> alongRow, Action<Complex[]> alongColumn)
    {
        var line = new Complex[columns];
        for (var row = 0; row < rows; row++)
        {
            matrix.AsSpan(row * columns, columns).CopyTo(line);
            alongRow(line);
            line.CopyTo(matrix.AsSpan(row * columns));
        }

        line = new Complex[rows];
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                line[row] = matrix[(row * columns) + column];
            }

            alongColumn(line);
            for (var row = 0; row < rows; row++)
            {
                matrix[(row * columns) + column] = line[row];
            }
        }
    }
}
