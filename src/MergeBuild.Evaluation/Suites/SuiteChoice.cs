using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Evaluation.Suites;

/// <summary>
/// Seeded choices of examples. Each example's place in the draw is a digest of seed, purpose and id, so that a choice
/// depends neither on the order of the file nor on a generator's state.
/// </summary>
internal static class SuiteChoice
{
    /// <summary>The examples that are evaluated, in the order of the file.</summary>
    public static ImmutableArray<SuiteExample> Evaluated(EvaluationSuite suite, SuiteSettings settings) =>
        settings.Limit is not { } limit || limit >= suite.Examples.Length ? suite.Examples
        : settings.SampleSeed is { } seed ? [.. Draw(suite.Examples, seed, "sample").Take(limit).OrderBy(example => example.Line)]
        : suite.Examples[..limit];

    /// <summary>The examples that stand before the prompt of one, in the order in which they stand there.</summary>
    public static IEnumerable<SuiteExample> Before(SuiteExample example, ImmutableArray<SuiteExample> candidates, bool sameSuite, SuiteSettings settings) =>
        Draw(candidates.Where(candidate => !sameSuite || candidate.Id != example.Id), settings.FewShotSeed, "before\0" + example.Id)
            .Take(settings.FewShot);

    private static IEnumerable<SuiteExample> Draw(IEnumerable<SuiteExample> examples, ulong seed, string purpose) =>
        examples.OrderBy(example => Place(seed, purpose, example.Id)).ThenBy(example => example.Id, StringComparer.Ordinal);

    private static ulong Place(ulong seed, string purpose, string id)
    {
        Span<byte> digest = stackalloc byte[Blake3Digest.Length];
        Blake3.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\0{purpose}\0{id}"))).CopyTo(digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
