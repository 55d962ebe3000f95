using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>The results of two models on the same examples, in the order of the first.</summary>
/// <param name="First">Of the merge.</param>
/// <param name="Second">Of the parent.</param>
/// <param name="Clusters">The number of each example's cluster, counted from 0.</param>
/// <param name="ClusterCount">How many clusters; as many as examples where none are related.</param>
internal sealed record ExamplePairs(ImmutableArray<ExampleResult> First, ImmutableArray<ExampleResult> Second, ImmutableArray<int> Clusters, int ClusterCount)
{
    /// <summary>How many examples.</summary>
    public int Count => First.Length;

    /// <summary>Whether examples are related to one another.</summary>
    public bool IsClustered => ClusterCount < Count;

    /// <summary>Pairs by id and filter; null where one of the results keeps no examples.</summary>
    /// <param name="merged">Result of the merge.</param>
    /// <param name="parent">Result of the parent.</param>
    /// <param name="filter">The filter that counts.</param>
    /// <param name="fail">Makes the exception of a reason.</param>
    /// <exception cref="MergeBuildException">MB4220: an example is repeated, missing, or asks something else.</exception>
    public static ExamplePairs? Match(EvaluationResult merged, EvaluationResult parent, string? filter, Func<string, MergeBuildException> fail)
    {
        var first = merged.Examples.Where(example => example.Filter == filter).ToImmutableArray();
        var second = ById(parent.Examples.Where(example => example.Filter == filter), "the parent", fail);
        if (first.IsEmpty || second.Count == 0)
        {
            return null;
        }

        _ = ById(first, "the merge", fail);
        if (first.FirstOrDefault(example => !second.ContainsKey(example.Id)) is { } extra)
        {
            throw fail($"the example '{extra.Id}' is not in the parent's result");
        }

        if (first.Length < second.Count)
        {
            var known = first.Select(example => example.Id).ToHashSet(StringComparer.Ordinal);
            throw fail($"the example '{second.Keys.Where(id => !known.Contains(id)).Order(StringComparer.Ordinal).First()}' is not in the merge's result");
        }

        var others = first.Select(example => second[example.Id]).ToImmutableArray();
        for (var i = 0; i < first.Length; i++)
        {
            if (!SameStart(first[i].Digest, others[i].Digest))
            {
                throw fail($"the example '{first[i].Id}' does not ask the same");
            }
        }

        var (clusters, count) = Number(first);
        return new ExamplePairs(first, others, clusters, count);
    }

    /// <summary>How many prompts are known to differ.</summary>
    public int DifferentPrompts => First.Where((example, i) => !SameStart(example.PromptDigest, Second[i].PromptDigest)).Count();

    // Baselines keep the first digits of a digest.
    private static bool SameStart(string? first, string? second)
    {
        var length = Math.Min(first?.Length ?? 0, second?.Length ?? 0);
        return length == 0 || string.CompareOrdinal(first, 0, second, 0, length) == 0;
    }

    private static Dictionary<string, ExampleResult> ById(IEnumerable<ExampleResult> examples, string model, Func<string, MergeBuildException> fail)
    {
        var byId = new Dictionary<string, ExampleResult>(StringComparer.Ordinal);
        foreach (var example in examples)
        {
            if (!byId.TryAdd(example.Id, example))
            {
                throw fail($"the example '{example.Id}' stands twice in the result of {model}");
            }
        }

        return byId;
    }

    private static (ImmutableArray<int> Numbers, int Count) Number(ImmutableArray<ExampleResult> examples)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = ImmutableArray.CreateBuilder<int>(examples.Length);
        var count = 0;
        foreach (var example in examples)
        {
            if (example.Cluster is null)
            {
                numbers.Add(count++);
            }
            else if (known.TryGetValue(example.Cluster, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                known.Add(example.Cluster, count);
                numbers.Add(count++);
            }
        }

        return (numbers.MoveToImmutable(), count);
    }
}
