using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Methods.Combinations;

/// <summary>Coefficients of the Karcher mean of the operands' directions, times their mean length.</summary>
internal sealed class KarcherMean(int maximumSteps, double tolerance) : ICombinationRule
{
    public void Coefficients(Gram gram, Span<float> coefficients)
    {
        coefficients.Clear();
        var norms = Enumerable.Range(0, gram.Count).Select(gram.Norm).ToArray();
        var present = Enumerable.Range(0, gram.Count).Where(i => norms[i] > tolerance).ToArray();
        if (present.Length == 0)
        {
            return;
        }

        var cosines = new Gram(present.Length);
        for (var i = 0; i < present.Length; i++)
        {
            for (var j = i; j < present.Length; j++)
            {
                cosines[i, j] = i == j ? 1 : gram[present[i], present[j]] / (norms[present[i]] * norms[present[j]]);
            }
        }

        var mean = Iterate(cosines);
        var length = norms.Sum() / norms.Length;
        for (var i = 0; i < present.Length; i++)
        {
            coefficients[present[i]] = (float)(mean[i] * length / norms[present[i]]);
        }
    }

    private double[] Iterate(Gram cosines)
    {
        var share = 1.0 / cosines.Count;
        var mean = Enumerable.Repeat(share, cosines.Count).ToArray();
        if (!Normalize(cosines, mean))
        {
            mean = [1, .. new double[cosines.Count - 1]];
        }

        for (var step = 0; step < maximumSteps; step++)
        {
            var tangent = Tangent(cosines, mean, share);
            var length = Math.Sqrt(Math.Max(0, cosines.Dot(tangent, tangent)));
            if (length < tolerance)
            {
                break;
            }

            var (cosine, sine) = (Trigonometry.Cos(length), Trigonometry.Sin(length));
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] = (cosine * mean[i]) + (sine * tangent[i] / length);
            }

            Normalize(cosines, mean);
        }

        return mean;
    }

    // T = Σ α θᵢ/sin θᵢ (uᵢ − cos θᵢ u), over the directions that are not the mean's own.
    private double[] Tangent(Gram cosines, double[] mean, double share)
    {
        var tangent = new double[mean.Length];
        var direction = new double[mean.Length];
        var alongMean = 0.0;
        for (var i = 0; i < mean.Length; i++)
        {
            Array.Clear(direction);
            direction[i] = 1;
            var cosine = Math.Clamp(cosines.Dot(direction, mean), -1, 1);
            var angle = Trigonometry.Acos(cosine);
            if (angle >= tolerance)
            {
                // Opposite directions have no shortest way between them; none is taken.
                var factor = share * angle / Math.Max(Trigonometry.Sin(angle), double.Epsilon);
                factor = double.IsFinite(factor) ? factor : 0;
                tangent[i] += factor;
                alongMean += factor * cosine;
            }
        }

        for (var i = 0; i < mean.Length; i++)
        {
            tangent[i] -= alongMean * mean[i];
        }

        return tangent;
    }

    private bool Normalize(Gram cosines, double[] combination)
    {
        var norm = Math.Sqrt(Math.Max(0, cosines.Dot(combination, combination)));
        if (norm < tolerance || norm == 0)
        {
            return false;
        }

        for (var i = 0; i < combination.Length; i++)
        {
            combination[i] /= norm;
        }

        return true;
    }
}
