using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>A normalisation with its weights.</summary>
/// <param name="weight">Factors.</param>
/// <param name="bias">Addends of a layer normalisation; null for the root mean square.</param>
/// <param name="epsilon">Added to the variance.</param>
internal sealed class Normalization(float[] weight, float[]? bias, float epsilon)
{
    /// <summary>Numbers that are normalised together.</summary>
    public int Width => weight.Length;

    /// <summary>Normalises each stretch of <see cref="Width"/> numbers in place.</summary>
    public void Apply(Span<float> row)
    {
        for (; row.Length > 0; row = row[Width..])
        {
            if (bias is null)
            {
                RowNormalization.RootMeanSquare(row[..Width], weight, epsilon);
            }
            else
            {
                RowNormalization.Layer(row[..Width], weight, bias, epsilon);
            }
        }
    }

    /// <summary>Normalises rows in place.</summary>
    public void Apply(FloatRows rows, Workers workers) => RowPieces.Run(rows.Count, workers, row => Apply(rows[row]));

    /// <summary>Normalised copies of rows.</summary>
    public FloatRows Of(FloatRows rows, Workers workers)
    {
        var result = workers.Rows(rows.Count, rows.Width);
        RowPieces.Run(rows.Count, workers, row =>
        {
            rows[row].CopyTo(result[row]);
            Apply(result[row]);
        });
        return result;
    }
}
