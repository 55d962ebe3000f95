namespace MergeBuild.Evaluation.Statistics;

/// <summary>Examples that two models get right or wrong.</summary>
/// <param name="BothRight">Right by both.</param>
/// <param name="FirstOnly">Right by the first alone.</param>
/// <param name="SecondOnly">Right by the second alone.</param>
/// <param name="BothWrong">Right by neither.</param>
internal readonly record struct PairedCounts(int BothRight, int FirstOnly, int SecondOnly, int BothWrong)
{
    /// <summary>All examples.</summary>
    public int Count => BothRight + FirstOnly + SecondOnly + BothWrong;

    /// <summary>How many the first gets right.</summary>
    public int First => BothRight + FirstOnly;

    /// <summary>How many the second gets right.</summary>
    public int Second => BothRight + SecondOnly;

    /// <summary>Counts scores; null if one of them is neither 0 nor 1.</summary>
    public static PairedCounts? Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Span<int> counts = stackalloc int[4];
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] is not (0 or 1) || second[i] is not (0 or 1))
            {
                return null;
            }

            counts[((int)first[i] * 2) + (int)second[i]]++;
        }

        return new PairedCounts(counts[3], counts[2], counts[1], counts[0]);
    }
}
