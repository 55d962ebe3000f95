using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Numbers;

namespace MergeBuild.Checkpoints.Tests.Numbers;

/// <summary>The vector kernels and the scalar ones give the same bits, those of a NaN included.</summary>
public sealed class ScalarTwins
{
    [Fact]
    public void Float16_kernels_agree_at_every_length() => AgreeAtEveryLength<Float16Format>();

    [Fact]
    public void Bfloat16_kernels_agree_at_every_length() => AgreeAtEveryLength<BFloat16Format>();

    [Fact]
    public void Float16_kernels_agree_on_every_code_and_on_random_floats() => AgreeOnManyValues<Float16Format>();

    [Fact]
    public void Bfloat16_kernels_agree_on_every_code_and_on_random_floats() => AgreeOnManyValues<BFloat16Format>();

    private static void AgreeAtEveryLength<TFormat>()
        where TFormat : struct, IHalfWidthFormat
    {
        var random = new Random(4);
        for (var length = 0; length <= 100; length++)
        {
            var floats = new float[length];
            var codes = new ushort[length];
            random.NextBytes(MemoryMarshal.AsBytes(floats.AsSpan()));
            random.NextBytes(MemoryMarshal.AsBytes(codes.AsSpan()));
            AssertAgree<TFormat>(codes, floats);
        }
    }

    private static void AgreeOnManyValues<TFormat>()
        where TFormat : struct, IHalfWidthFormat
    {
        var floats = new float[4 << 20];
        var bits = MemoryMarshal.Cast<float, uint>(floats.AsSpan());
        new Random(5).NextBytes(MemoryMarshal.AsBytes(bits));

        // Without their last bits half of these lie exactly between two numbers of one of the formats.
        for (var i = 0; i < bits.Length; i += 2)
        {
            bits[i] &= (i & 2) == 0 ? 0xFFFFF000 : 0xFFFF8000;
        }

        AssertAgree<TFormat>([.. Enumerable.Range(0, 1 << 16).Select(code => (ushort)code)], floats);
    }

    private static void AssertAgree<TFormat>(ushort[] codes, float[] floats)
        where TFormat : struct, IHalfWidthFormat
    {
        var (widened, widenedTwin) = (new float[codes.Length], new float[codes.Length]);
        HalfWidthConversion.Widen<TFormat>(codes, widened);
        HalfWidthConversion.WidenScalar<TFormat>(codes, widenedTwin);
        Assert.True(MemoryMarshal.AsBytes<float>(widenedTwin).SequenceEqual(MemoryMarshal.AsBytes<float>(widened)));

        // One element more at the end: a kernel that writes past its end is caught.
        var (narrowed, narrowedTwin) = (new ushort[floats.Length + 1], new ushort[floats.Length + 1]);
        HalfWidthConversion.Narrow<TFormat>(floats, narrowed);
        HalfWidthConversion.NarrowScalar<TFormat>(floats, narrowedTwin);
        Assert.True(narrowedTwin.AsSpan().SequenceEqual(narrowed));
        Assert.Equal(0, narrowed[^1]);
    }
}
