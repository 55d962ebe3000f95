using System.Numerics;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>The fast transform against the definition.</summary>
public sealed class FourierTransforms
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 7, 8, 12, 31, 64, 97, 100, 128];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Forward_is_the_definition(int length)
    {
        var values = Values(length);
        var expected = Enumerable.Range(0, length)
            .Select(k => values.Select((value, j) => value * Complex.FromPolarCoordinates(1, -2 * Math.PI * j * k / length)).Aggregate(Complex.Add))
            .ToArray();

        new FourierTransform(length).Forward(values);

        AssertClose(expected, values);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Backward_undoes_forward(int length)
    {
        var (values, transform) = (Values(length), new FourierTransform(length));

        transform.Forward(values);
        transform.Backward(values);

        AssertClose(Values(length), values);
    }

    private static Complex[] Values(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];
    }

    private static void AssertClose(Complex[] expected, Complex[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Complex.Abs(expected[i] - actual[i]) < 1e-12, $"{i}: {expected[i]}, found {actual[i]}");
        }
    }
}
