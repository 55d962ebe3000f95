using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Tests.Numerics;

/// <summary>The element functions against float64, and every width of vectors against one number at a time.</summary>
public sealed unsafe class Functions
{
    private static readonly float[] Arguments =
    [
        .. Enumerable.Range(-4000, 8001).Select(i => i / 200f), 0f, -0f, 1e-30f, -1e-30f, 80f, -80f, 88.3f, -87.3f, 0.625f, -0.625f,
        .. Enumerable.Range(0, 5).Select(i => i * 1e-5f),
    ];

    [Fact]
    public void Exponentials_are_within_two_units_in_the_last_place() => Assert.All(Arguments, x =>
        Near(Math.Exp(x), Of<Exponential>(x), 2.4e-7));

    [Fact]
    public void The_ends_of_the_exponentials_range_are_kept()
    {
        Assert.InRange(Of<Exponential>(1000), 2e38f, float.MaxValue);
        Assert.InRange(Of<Exponential>(-1000), 0, 2e-38f);
        Assert.Equal(float.NaN, Of<Exponential>(float.NaN));
    }

    [Fact]
    public void Tangents_are_within_four_units_in_the_last_place() => Assert.All(Arguments, x => Near(Math.Tanh(x), Of<HyperbolicTangent>(x), 5e-7));

    [Fact]
    public void Activations_are_near_their_definitions() => Assert.All(Arguments, x =>
    {
        var cubic = Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));
        Assert.InRange(Of<Silu>(x) - (x / (1 + Math.Exp(-x))), -2e-6, 2e-6);
        Assert.InRange(Of<TanhGelu>(x) - (0.5 * x * (1 + Math.Tanh(cubic))), -4e-6, 4e-6);
        Assert.InRange(Of<QuickGelu>(x) - (x / (1 + Math.Exp(-1.702 * x))), -2e-6, 2e-6);
        Assert.Equal(Math.Max(x, 0), Of<Relu>(x));
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.841344746068542949)]
    [InlineData(-1, -0.158655253931457051)]
    [InlineData(3, 2.995950306236)]
    [InlineData(-3, -0.004049694096)]
    [InlineData(-6, -5.919e-9)]
    public void Gelu_is_x_times_the_normal_distribution(float x, double expected) =>
        Assert.InRange(Of<Gelu>(x) - expected, -3e-7 - Math.Abs(1e-6 * expected), 3e-7 + Math.Abs(1e-6 * expected));

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        Same<Exponential>();
        Same<HyperbolicTangent>();
        Same<Silu>();
        Same<Gelu>();
        Same<TanhGelu>();
        Same<QuickGelu>();
        Same<Relu>();
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void No_logit_may_be_infinite_or_not_a_number(float logit)
    {
        Assert.True(double.IsNaN(LogSoftmax.At([1, logit, 2], 0).LogProbability));
        Assert.Equal(Math.Log(0.5), LogSoftmax.At([1, 1], 1).LogProbability, 1e-7);
    }

    private static void Same<TFunction>()
        where TFunction : struct, IActivation
    {
        float[] arguments = [.. Arguments, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        var expected = Bits<TFunction, ScalarLanes>(arguments);
        Assert.Equal(expected, Bits<TFunction, Lanes128>(arguments));
        Assert.Equal(expected, Bits<TFunction, Lanes256>(arguments));
        Assert.Equal(expected, Bits<TFunction, Lanes512>(arguments));
    }

    private static uint[] Bits<TFunction, TLanes>(float[] arguments)
        where TFunction : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        var padded = new float[(arguments.Length + 15) / 16 * 16];
        arguments.CopyTo(padded, 0);
        fixed (float* numbers = padded)
        {
            for (var i = 0; i < padded.Length; i += TLanes.Count)
            {
                TLanes.Store(TFunction.Of(TLanes.Load(numbers + i)), numbers + i);
            }
        }

        // Of NaN only that it is NaN is the same everywhere.
        return [.. padded.Select(number => float.IsNaN(number) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(number))];
    }

    private static float Of<TFunction>(float x)
        where TFunction : struct, IActivation
    {
        ScalarLanes.Store(TFunction.Of(ScalarLanes.Of(x)), &x);
        return x;
    }

    private static void Near(double expected, float actual, double relative) =>
        Assert.InRange(actual - expected, -Math.Abs(expected) * relative, Math.Abs(expected) * relative);

    private readonly struct Exponential : IActivation
    {
        public static TLanes Of<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => ElementFunctions.Exp(x);
    }
}
