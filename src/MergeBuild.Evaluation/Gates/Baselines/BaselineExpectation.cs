using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Gates.Baselines;

/// <summary>What a baseline must be of to be held against a merge.</summary>
/// <param name="ModelDigest">Digest of the parent; null where it is not known.</param>
/// <param name="SuiteDigest">Digest of the suite; null where it is not known.</param>
/// <param name="Settings">The settings as they are applied; null where a foreign evaluator knows them alone.</param>
public sealed record BaselineExpectation(string? ModelDigest, string? SuiteDigest, JsonObject? Settings)
{
    private const int ShownDigits = 12;

    /// <summary>The expectation of a suite of our own evaluator.</summary>
    /// <exception cref="MergeBuildException">MB412x: the settings do not fit the suite.</exception>
    public static BaselineExpectation Of(EvaluationSuite suite, SuiteSettings settings, string? modelDigest)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return new BaselineExpectation(modelDigest, suite.Digest.ToString(), SuiteSettingsJson.Write(EvaluationPlan.Create(suite, settings).Settings));
    }

    /// <summary>MB4202 with all that changed, or null.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="path">Its file, for the message.</param>
    public Diagnostic? Check(EvaluationResult baseline, string path)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var changes = new List<string>();
        Compare("the model", baseline.Model.Digest, ModelDigest, changes);
        Compare("the suite", baseline.Suite.Digest, SuiteDigest, changes);
        changes.AddRange(SettingsComparison.Differences(baseline.Settings, Settings ?? baseline.Settings)
            .Select(difference => $"the setting {difference.Text}"));
        return changes.Count > 0 ? DiagnosticTable.BaselineStale.With(path, string.Join(", and ", changes)) : null;
    }

    private static void Compare(string what, string? old, string? other, List<string> changes)
    {
        if (other is not null && old != other)
        {
            changes.Add($"{what} changed ({Shown(old)} → {Shown(other)})");
        }
    }

    private static string Shown(string? digest) => digest is null ? "unknown" : digest.Length > ShownDigits ? digest[..ShownDigits] + "…" : digest;
}
