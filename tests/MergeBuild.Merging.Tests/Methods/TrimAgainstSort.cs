using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.Sparsifiers;
using MergeBuild.Merging.Tests.Numerics;

namespace MergeBuild.Merging.Tests.Methods;

public sealed class TrimAgainstSort
{
    private const int Unit = Tiling.DefaultUnitLength;

    public static TheoryData<int> Sizes => [1, 2, 70, Unit - 1, Unit, Unit + 1, (8 * Unit) - 1, (8 * Unit) + 1, (11 * Unit) + 5];

    public static TheoryData<int, double> SizesAndDensities => [.. from size in new[] { 1, 100, Unit + 1, (4 * Unit) + 3 }
                                                                  from density in new[] { 0, 1e-9, 0.001, 0.1, 0.5, 0.999, 1 }
                                                                  select (size, density)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Distinct_magnitudes_are_kept_from_the_largest(int size) => AssertTrimmed(AwkwardFloats.Of(size, size), 0.3);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Of_equal_magnitudes_the_first_are_kept(int size)
    {
        AssertTrimmed(Quantised(size, 3), 0.3);

        // Two thirds are equal, so that the last one kept lies far back.
        AssertTrimmed(Quantised(size, 1), 0.5);
    }

    [Theory]
    [MemberData(nameof(SizesAndDensities))]
    public void Any_density_keeps_what_it_says(int size, double density)
    {
        AssertTrimmed(AwkwardFloats.Of(size, 7), density);
        AssertTrimmed(Quantised(size, 2), density);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_zeros_stay_zeros(int size) => AssertTrimmed(new float[size], 0.5);

    [Fact]
    public void All_equal_keeps_the_first_half_whatever_the_sign()
    {
        var delta = Enumerable.Range(0, 2 * Unit).Select(i => i % 2 == 0 ? 0.25f : -0.25f).ToArray();
        var kept = Trim(delta, 0.5, threads: 1, seed: 0);
        Assert.Equal(delta[..Unit], kept[..Unit]);
        Assert.All(kept[Unit..], element => Assert.Equal(0, element));
    }

    [Fact]
    public void Any_numbers_at_all_are_trimmed_as_sorting_would() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<short[], byte>(
        (numbers, share) => AssertTrimmed([.. numbers.Select(number => number / 8f)], share / 255.0)));

    // The sample looks at pairs of units at equal distances. Here it sees others than the rest, or hits upon repeated numbers.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void A_sample_that_misleads_changes_nothing(int levels)
    {
        foreach (var density in new[] { 0.02, 0.5, 0.97 })
        {
            AssertTrimmed(Uneven(33, levels, sampledScale: 1024), density);
            AssertTrimmed(Uneven(33, levels, sampledScale: 1 / 1024f), density);
            AssertTrimmed(Uneven(33, levels, sampledScale: 0), density);
        }
    }

    [Fact]
    public void Large_tensors_of_any_kind_are_trimmed_as_sorting_would() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll<byte, byte, byte>(
        (units, levels, share) => AssertTrimmed(Uneven(MagnitudeSample.FewestUnits + (units % 24), levels % 5, sampledScale: 1), share / 255.0)));

    // Random numbers, or so many levels of them on either side of zero; each unit has a scale of its own.
    private static float[] Uneven(int units, int levels, float sampledScale)
    {
        var random = new Random(units + levels);
        var scales = Enumerable.Range(0, units).Select(unit => unit % 16 < 2 ? sampledScale : (float)Math.Pow(2, random.Next(3))).ToArray();
        return [.. Enumerable.Range(0, (units * Unit) - 100).Select(i => scales[i / Unit] *
            (levels == 0 ? (float)(random.NextDouble() - 0.5) : (random.Next((2 * levels) + 1) - levels) / 128f))];
    }

    private static float[] Quantised(int size, int levels)
    {
        var random = new Random(size);
        return [.. Enumerable.Range(0, size).Select(_ => (random.Next((2 * levels) + 1) - levels) / 128f)];
    }

    private static void AssertTrimmed(float[] delta, double density)
    {
        var expected = Sorted(delta, density);
        Assert.Equal(expected, Trim(delta, density, threads: 1, seed: 1));
        Assert.Equal(expected, Trim(delta, density, threads: 3, seed: 2));
    }

    private static float[] Sorted(float[] delta, double density)
    {
        var kept = new float[delta.Length];
        foreach (var index in Enumerable.Range(0, delta.Length).OrderByDescending(i => MathF.Abs(delta[i])).ThenBy(i => i)
            .Take((int)(density * delta.Length)))
        {
            kept[index] = delta[index];
        }

        return kept;
    }

    private static float[] Trim(float[] delta, double density, int threads, int seed)
    {
        var trim = new MagnitudeTrim(Tiling.Flat([delta.Length]), density);
        var units = Enumerable.Range(0, (delta.Length + Unit - 1) / Unit).ToArray();
        new Random(seed).Shuffle(units);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        while (trim.NeedsPass)
        {
            Parallel.ForEach(units, parallel, unit => trim.Accumulate(UnitOf(delta.ToArray(), unit), (long)unit * Unit));
            trim.CompletePass();
        }

        var result = delta.ToArray();
        Parallel.ForEach(units, parallel, unit => trim.Apply(UnitOf(result, unit), (long)unit * Unit));
        return result;
    }

    private static Span<float> UnitOf(float[] elements, int unit) =>
        elements.AsSpan(unit * Unit, Math.Min(Unit, elements.Length - (unit * Unit)));
}
