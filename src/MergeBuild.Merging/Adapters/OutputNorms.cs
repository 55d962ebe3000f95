using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Adapters;

/// <summary>
/// The Euclidean norm of each output's weights, from one reading of the tensor in runs of a fixed length: one number an
/// output is held, however long the rows are, and the sums have the same bits whatever blocks are merged in.
/// </summary>
internal static class OutputNorms
{
    private const int RunLength = 1 << 16;

    /// <summary>Reads a run of elements from the first one given; the scratch has eight bytes an element.</summary>
    public delegate void Reader(long firstElement, Span<float> elements, Span<byte> scratch);

    public static double[] Of(long elementCount, int columns, bool isTransposed, Reader read)
    {
        var squares = new double[isTransposed ? columns : elementCount / Math.Max(1, columns)];
        var elements = new float[(int)Math.Min(RunLength, elementCount)];
        var scratch = new byte[elements.Length * sizeof(double)];
        for (var first = 0L; first < elementCount; first += RunLength)
        {
            var run = elements.AsSpan(0, (int)Math.Min(RunLength, elementCount - first));
            read(first, run, scratch);
            Add(run, first, columns, isTransposed, squares);
        }

        return Array.ConvertAll(squares, Math.Sqrt);
    }

    private static void Add(ReadOnlySpan<float> run, long first, int columns, bool isTransposed, double[] squares)
    {
        while (!run.IsEmpty)
        {
            var column = (int)(first % columns);
            var part = run[..Math.Min(run.Length, columns - column)];
            if (isTransposed)
            {
                for (var i = 0; i < part.Length; i++)
                {
                    squares[column + i] += (double)part[i] * part[i];
                }
            }
            else
            {
                squares[first / columns] += Reductions.Dot(part, part);
            }

            first += part.Length;
            run = run[part.Length..];
        }
    }
}
