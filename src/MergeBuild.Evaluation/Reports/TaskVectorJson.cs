using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Reports;

/// <summary>A profile of task vectors as JSON; what is written is read back equal.</summary>
internal static class TaskVectorJson
{
    public static JsonObject Write(TaskVectorProfile profile) => new()
    {
        ["reference"] = profile.Reference,
        ["parents"] = new JsonArray([.. profile.Parents.Select(parent => (JsonNode)parent)]),
        ["layers"] = new JsonArray([.. profile.Layers.Select(layer => (JsonNode)new JsonObject
        {
            ["name"] = layer.Name, ["number"] = layer.Number, ["distances"] = Numbers(layer.Distances),
            ["cosines"] = Numbers(layer.Cosines), ["pairCosines"] = Numbers(layer.PairCosines),
        })]),
    };

    public static TaskVectorProfile Read(ResultFields fields)
    {
        var profile = new TaskVectorProfile(fields.Text("reference"), fields.Texts("parents"), [.. fields.Objects("layers").Select(ReadLayer)]);
        fields.End();
        return profile;
    }

    private static LayerFigures ReadLayer(ResultFields fields)
    {
        var layer = new LayerFigures(
            fields.Text("name"), fields.OptionalWhole("number"), fields.OptionalNumbers("distances"), fields.OptionalNumbers("cosines"), fields.OptionalNumbers("pairCosines"));
        fields.End();
        return layer;
    }

    private static JsonArray Numbers(ImmutableArray<double?> numbers) => new([.. numbers.Select(number => number is { } known ? (JsonNode)known : null)]);
}
