using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>How the settings of two results differ: in what decides the score, and in what may.</summary>
internal static class SettingsComparison
{
    // Of lm-evaluation-harness: library versions that seldom change scores.
    private static readonly ImmutableHashSet<string> Tolerated = ImmutableHashSet.Create(
        StringComparer.Ordinal, "lm_eval_version", "git_hash", "transformers_version", "config.model_dtype", "max_length");

    // What names the model or the run, or only says what else was measured.
    private static readonly ImmutableHashSet<string> Ignored = ImmutableHashSet.Create(
        StringComparer.Ordinal, "metrics", "resultsDigest", "config.batch_size", "config.bootstrap_iters", "config.model", "config.model_args",
        "config.model_revision", "config.model_sha");

    /// <summary>Differences as <c>name: old → new</c>, in alphabetical order.</summary>
    public static (ImmutableArray<string> Decisive, ImmutableArray<string> Tolerable) Differences(EvaluationResult old, EvaluationResult other)
    {
        var differing = Differences(old.Settings, other.Settings).Where(difference => !Ignored.Contains(difference.Name)).ToArray();
        var tolerable = differing.Where(difference => Tolerated.Contains(difference.Name)).Select(difference => difference.Text);
        if (old.Evaluator != other.Evaluator)
        {
            tolerable = tolerable.Prepend($"evaluator: {old.Evaluator} → {other.Evaluator}");
        }

        return ([.. differing.Where(difference => !Tolerated.Contains(difference.Name)).Select(difference => difference.Text)], [.. tolerable]);
    }

    /// <summary>All differences of two objects of settings.</summary>
    public static IEnumerable<(string Name, string Text)> Differences(JsonObject old, JsonObject other) => old.Select(member => member.Key)
        .Union(other.Select(member => member.Key), StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .Where(name => !JsonNode.DeepEquals(old[name], other[name]))
        .Select(name => (name, $"{name}: {Shown(old[name])} → {Shown(other[name])}"));

    private static string Shown(JsonNode? node) => node?.ToJsonString() ?? "null";
}
