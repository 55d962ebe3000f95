using System.Runtime.InteropServices;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Methods.Averages;
using MergeBuild.Merging.Methods.Competition;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>Formulas over vectors and over single numbers give the same bits.</summary>
public sealed class FormulaTwins
{
    private const int Length = 70;
    private const int Experts = 3;
    private static readonly float[] Weights = [0.5f, -0.3f, 1.25f];
    private static readonly float[] Pairs = [.. Enumerable.Range(1, Experts * Experts).Select(i => 0.3f * i)];

    private delegate TFormula Creation<TFormula>()
        where TFormula : struct, IElementFormula, allows ref struct;

    [Fact]
    public void Consensus() => AssertSameBits(() => new ConsensusTaskArithmetic.Formula(Weights, [0.2f, 0.4f, 1], 2, 0.7f));

    [Fact]
    public void Election() => AssertSameBits(() => new Emr.Formula(Weights, 0.7f));

    [Fact]
    public void Analogy() => AssertSameBits(() => new TaskAnalogy.Formula(0.7f));

    [Fact]
    public void Averages() => AssertSameBits(() => new WeightedAverage(Weights, 1.45f));

    [Fact]
    public void Shifted_sums() => AssertSameBits(() => new ShiftedSum(Weights, 0.1f));

    [Fact]
    public void Scores() => AssertSameBits(() => new ScoreFormula(Score(), 1));

    [Fact]
    public void Balanced_sums() => AssertSameBits(() => new BalancedSum(Score(), [0.1f, 0.5f, 0.2f], Weights, 0.7f));

    private static Scores Score() => new(new float[Experts * Experts], Pairs, Weights, Pairs);

    private static unsafe void AssertSameBits<TFormula>(Creation<TFormula> create)
        where TFormula : struct, IElementFormula, allows ref struct
    {
        using var block = new BlockOperands(Length, Experts);
        block.Begin(0, Length, Length);
        var random = new Random(1);
        Fill(block.Base, random);
        for (var i = 0; i < Experts; i++)
        {
            Fill(block.Expert(i), random);
        }

        ElementLoop.RunScalar(create(), block, block.Result);
        var expected = MemoryMarshal.Cast<float, uint>(block.ResultSpan).ToArray();
        ElementLoop.Run(create(), block, block.Result);
        Assert.Equal(expected, MemoryMarshal.Cast<float, uint>(block.ResultSpan).ToArray());
    }

    private static void Fill(Span<float> numbers, Random random)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i % 11 == 0 ? 0 : (float)(random.NextDouble() - 0.5);
        }
    }
}
