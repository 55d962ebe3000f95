using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>One verdict as JSON.</summary>
internal static class VerdictJson
{
    public static JsonObject Write(Verdict verdict) => new()
    {
        ["suite"] = verdict.Suite,
        ["parent"] = verdict.Parent,
        ["kind"] = verdict.Kind.ToString(),
        ["outcome"] = verdict.Outcome.ToString(),
        ["metric"] = verdict.Metric,
        ["filter"] = verdict.Filter,
        ["higherIsBetter"] = verdict.HigherIsBetter,
        ["parentScore"] = verdict.ParentScore,
        ["mergedScore"] = verdict.MergedScore,
        ["estimate"] = Write(verdict.Estimate),
        ["correctedLossProbability"] = verdict.CorrectedLossProbability,
        ["blocked"] = verdict.IsBlocked,
        ["examplesNeeded"] = verdict.ExamplesNeeded,
        ["recovery"] = verdict.Recovery,
        ["change"] = Write(verdict.Change),
        ["calibration"] = verdict.Calibration is not { } drift ? null : new JsonObject
        {
            ["parent"] = drift.Parent, ["merged"] = drift.Merged, ["lower"] = drift.Lower, ["upper"] = drift.Upper,
            ["maximum"] = drift.Maximum, ["lossProbability"] = drift.LossProbability,
        },
        ["digests"] = new JsonObject { ["merged"] = verdict.Digests.Merged, ["parent"] = verdict.Digests.Parent, ["suite"] = verdict.Digests.Suite },
        ["settings"] = GateSettingsJson.Write(verdict.Settings),
        ["notes"] = new JsonArray([.. verdict.Notes.Select(note => (JsonNode)new JsonObject { ["code"] = note.Code, ["message"] = note.Message })]),
    };

    public static Verdict Read(ResultFields fields)
    {
        var digests = fields.Object("digests");
        var verdict = new Verdict
        {
            Suite = fields.Text("suite"),
            Parent = fields.Text("parent"),
            Kind = fields.Name<GateKind>("kind"),
            Outcome = fields.Name<GateOutcome>("outcome"),
            Metric = fields.OptionalText("metric"),
            Filter = fields.OptionalText("filter"),
            HigherIsBetter = fields.OptionalTruth("higherIsBetter"),
            ParentScore = fields.OptionalNumber("parentScore"),
            MergedScore = fields.OptionalNumber("mergedScore"),
            Estimate = Estimate(fields.OptionalObject("estimate")),
            CorrectedLossProbability = fields.OptionalNumber("correctedLossProbability"),
            IsBlocked = fields.Truth("blocked"),
            ExamplesNeeded = fields.OptionalLong("examplesNeeded"),
            Recovery = fields.OptionalNumber("recovery"),
            Change = Estimate(fields.OptionalObject("change")),
            Calibration = Calibration(fields.OptionalObject("calibration")),
            Digests = new VerdictDigests(digests.OptionalText("merged"), digests.OptionalText("parent"), digests.OptionalText("suite")),
            Settings = GateSettingsJson.Read(fields.Object("settings")),
            Notes = [.. fields.Objects("notes").Select(Note)],
        };
        digests.End();
        fields.End();
        return verdict;
    }

    private static JsonObject? Write(RetentionEstimate? estimate) => estimate is null ? null : new JsonObject
    {
        ["method"] = estimate.Method,
        ["retention"] = double.IsFinite(estimate.Retention) ? estimate.Retention : null,
        ["lower"] = estimate.Lower,
        ["upper"] = estimate.Upper,
        ["confidence"] = estimate.Confidence,
        ["lossProbability"] = estimate.LossProbability,
        ["proofProbability"] = estimate.ProofProbability,
        ["count"] = estimate.Count,
        ["clusters"] = estimate.Clusters,
        ["equalityProbability"] = estimate.EqualityProbability,
    };

    private static RetentionEstimate? Estimate(ResultFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var estimate = new RetentionEstimate
        {
            Method = fields.Text("method"),
            Retention = fields.OptionalNumber("retention") ?? double.NaN,
            Lower = fields.OptionalNumber("lower"),
            Upper = fields.OptionalNumber("upper"),
            Confidence = fields.Number("confidence"),
            LossProbability = fields.Number("lossProbability"),
            ProofProbability = fields.Number("proofProbability"),
            Count = fields.OptionalWhole("count"),
            Clusters = fields.OptionalWhole("clusters"),
            EqualityProbability = fields.OptionalNumber("equalityProbability"),
        };
        fields.End();
        return estimate;
    }

    private static CalibrationDrift? Calibration(ResultFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var drift = new CalibrationDrift(
            fields.Number("parent"), fields.Number("merged"), fields.Number("lower"), fields.Number("upper"),
            fields.OptionalNumber("maximum"), fields.OptionalNumber("lossProbability"));
        fields.End();
        return drift;
    }

    private static VerdictNote Note(ResultFields fields)
    {
        var note = new VerdictNote(fields.Text("code"), fields.Text("message"));
        fields.End();
        return note;
    }
}
