using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Statistics;

namespace MergeBuild.Evaluation.Interference;

/// <summary>A report of interference for programs.</summary>
public static class InterferenceJson
{
    /// <summary>Raised when a reader of the old form would misread the new one.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The members of the document.</summary>
    public static JsonObject Of(InterferenceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new JsonObject
        {
            ["schemaVersion"] = SchemaVersion,
            ["suites"] = Array(report.Suites.Select((suite, i) => new JsonObject { ["suite"] = suite, ["metric"] = report.Metrics[i], ["score"] = report.Scores[i] })),
            ["parents"] = Array(report.Parents.Select(parent => (JsonNode)parent)),
            ["matrix"] = Array(report.Matrix.Select(cell => Effect(cell.Effect, ("parent", cell.Parent), ("suite", cell.Suite)))),
            ["pairs"] = Array(report.Pairs.Select(pair => Effect(pair.Effect, ("first", pair.First), ("second", pair.Second), ("suite", pair.Suite)))),
            ["tensors"] = Array(report.Tensors.Select(effect => Effect(effect.Effect, ("parent", effect.Parent), ("where", effect.Where)))),
            ["culprit"] = Array(report.Culprit.Select(Culprit)),
            ["limited"] = report.WasLimited,
            ["work"] = new JsonObject
            {
                ["merges"] = report.Work.Merges,
                ["bytesMerged"] = report.Work.BytesMerged,
                ["bytesReused"] = report.Work.BytesReused,
                ["evaluations"] = report.Work.Evaluations,
                ["evaluationsReused"] = report.Work.EvaluationsReused,
            },
        };
    }

    /// <summary>What an analysis will take, for programs.</summary>
    public static JsonObject Of(InterferencePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new JsonObject
        {
            ["merges"] = plan.Merges,
            ["fullMerges"] = plan.FullMerges,
            ["searchMerges"] = plan.SearchMerges,
            ["narrowingMerges"] = plan.NarrowingMerges,
            ["evaluations"] = plan.Evaluations,
        };
    }

    private static JsonObject Culprit(TensorEffect effect)
    {
        var json = Effect(effect.Effect, ("parent", effect.Parent), ("where", effect.Where));
        json["tensors"] = Array(effect.Tensors.Select(name => (JsonNode)name));
        return json;
    }

    private static JsonObject Effect(Effect effect, params (string Name, string Value)[] keys)
    {
        var json = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)key.Value)));
        DifferenceEstimate difference = effect.Difference;
        json["with"] = effect.With;
        json["without"] = effect.Without;
        json["effect"] = difference.Difference;
        json["lower"] = difference.Lower;
        json["upper"] = difference.Upper;
        json["confidence"] = difference.Confidence;
        json["method"] = difference.Method;
        json["count"] = difference.Count;
        return json;
    }

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
