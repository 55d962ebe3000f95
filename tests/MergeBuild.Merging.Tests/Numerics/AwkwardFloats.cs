namespace MergeBuild.Merging.Tests.Numerics;

/// <summary>Finite numbers among which zeros of both signs, subnormals, neighbours and extremes are common.</summary>
internal static class AwkwardFloats
{
    private static readonly float[] Special =
    [
        0, -0f, 1, -1, float.Epsilon, -float.Epsilon, 1.1754942e-38f, -1.1754942e-38f, 1.17549435e-38f, 1e-20f, -1e-20f,
        0.1f, MathF.BitIncrement(0.1f), 65504, 3e38f, -3e38f,
    ];

    public static float[] Of(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(3) switch
        {
            0 => Special[random.Next(Special.Length)],
            1 => (float)((random.NextDouble() * 2) - 1),
            _ => AnyFinite(random),
        })];
    }

    private static float AnyFinite(Random random)
    {
        var number = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        return float.IsFinite(number) ? number : 0;
    }
}
