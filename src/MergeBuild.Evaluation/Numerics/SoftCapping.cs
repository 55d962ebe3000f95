namespace MergeBuild.Evaluation.Numerics;

/// <summary>cap · tanh(x / cap) (Bello et al., 2016).</summary>
internal static class SoftCapping
{
    /// <summary>Caps numbers in place.</summary>
    public static void Apply(Span<float> numbers, float cap)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] /= cap;
        }

        ActivationKernel.Apply(ActivationKind.Tanh, numbers, []);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] *= cap;
        }
    }
}
