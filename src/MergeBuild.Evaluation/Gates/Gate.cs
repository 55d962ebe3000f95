using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Judges a merge: suites, baselines and results in, verdicts out.</summary>
public static class Gate
{
    /// <summary>Judges all suites together.</summary>
    /// <param name="suites">The gates; each suite and metric at most once.</param>
    /// <param name="stored">Verdicts of an earlier build, which are returned as they are where nothing changed.</param>
    /// <exception cref="MergeBuildException">MB4229: a setting is not allowed.</exception>
    public static GateReport Judge(ImmutableArray<SuiteGate> suites, GateReport? stored = null)
    {
        foreach (var suite in suites)
        {
            suite.Settings.Check(suite.Suite);
        }

        var digest = InputsDigest(suites);
        return stored?.InputsDigest == digest ? stored : new GateReport(digest, VerdictRules.Decide([.. suites.Select(SuiteComparison.Of)]));
    }

    /// <summary>BLAKE3 of all that decides the verdicts.</summary>
    public static string InputsDigest(ImmutableArray<SuiteGate> suites)
    {
        var json = new JsonArray { GateReport.SchemaVersion, EvaluationResult.ThisEvaluator };
        foreach (var suite in suites)
        {
            json.Add(new JsonObject
            {
                ["suite"] = suite.Suite,
                ["settings"] = GateSettingsJson.Write(suite.Settings),
                ["merged"] = Digest(suite.Merged),
                ["parents"] = new JsonArray([.. suite.Parents.Select(parent =>
                    (JsonNode)new JsonArray(parent.Name, parent.IsBase, Digest(parent.Result)))]),
                ["base"] = suite.Base is { } start ? Digest(start) : null,
                ["accepted"] = suite.Accepted is { } accepted ? Digest(accepted) : null,
            });
        }

        return Blake3.Hash(CanonicalJson.Write(json)).ToString();
    }

    private static string Digest(EvaluationResult result) => Blake3.Hash(EvaluationResultJson.Write(result)).ToString();
}
