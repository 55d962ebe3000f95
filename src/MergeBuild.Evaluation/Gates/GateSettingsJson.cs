using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Settings of gates as JSON, all of them.</summary>
internal static class GateSettingsJson
{
    public static JsonObject Write(GateSettings settings) => new()
    {
        ["metric"] = settings.Metric,
        ["filter"] = settings.Filter,
        ["higherIsBetter"] = settings.HigherIsBetter,
        ["minimumRetention"] = settings.MinimumRetention,
        ["policy"] = settings.Policy.ToString(),
        ["safety"] = settings.Safety,
        ["confidence"] = settings.Confidence,
        ["minimumExamples"] = settings.MinimumExamples,
        ["maximumCalibrationDrift"] = settings.MaximumCalibrationDrift,
        ["seed"] = settings.Seed,
    };

    public static GateSettings Read(ResultFields fields)
    {
        var settings = new GateSettings
        {
            Metric = fields.OptionalText("metric"),
            Filter = fields.OptionalText("filter"),
            HigherIsBetter = fields.OptionalTruth("higherIsBetter"),
            MinimumRetention = fields.Number("minimumRetention"),
            Policy = fields.Name<GatePolicy>("policy"),
            Safety = fields.Truth("safety"),
            Confidence = fields.Number("confidence"),
            MinimumExamples = fields.Whole("minimumExamples"),
            MaximumCalibrationDrift = fields.OptionalNumber("maximumCalibrationDrift"),
            Seed = fields.Seed("seed"),
        };
        fields.End();
        return settings;
    }
}
