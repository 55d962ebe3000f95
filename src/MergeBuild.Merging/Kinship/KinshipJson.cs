using System.Text.Json.Nodes;
using MergeBuild.Merging.Architectures;

namespace MergeBuild.Merging.Kinship;

/// <summary>A report of kinship for programs: the whole, each group, each layer and each tensor, by expert and by pair.</summary>
public static class KinshipJson
{
    /// <summary>Raised when a reader of the old form would misread the new one.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The members of the document.</summary>
    public static JsonObject Of(KinshipReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new JsonObject
        {
            ["schemaVersion"] = SchemaVersion,
            ["base"] = report.Base,
            ["topShare"] = report.TopShare,
            ["bytesRead"] = report.BytesRead,
            ["whole"] = Scope(report, _ => true),
            ["groups"] = Array(report.Groups.Select(group => Named("group", group.Name(), Scope(report, tensor => tensor.Group == group)))),
            ["layers"] = Array(report.Layers.Select(layer => Named("layer", layer, Scope(report, tensor => tensor.Layer == layer)))),
            ["tensors"] = Array(report.Tensors.Select(tensor => Named("tensor", tensor.Name, Scope(report, other => ReferenceEquals(other, tensor))))),
            ["suggestions"] = Array(KinshipAdvice.Of(report).Select(suggestion => new JsonObject
            {
                ["models"] = Array(suggestion.Models.Select(model => (JsonNode)model)),
                ["text"] = suggestion.Text,
                ["source"] = suggestion.Source,
            })),
        };
    }

    private static JsonObject Named(string name, JsonNode value, JsonObject scope)
    {
        scope.Insert(0, name, value);
        return scope;
    }

    private static JsonObject Scope(KinshipReport report, Func<TensorKinship, bool> choose) => new()
    {
        ["experts"] = Array(report.Experts.Select((name, i) => Expert(name, report.OfExpert(i, choose), report.Base is not null))),
        ["pairs"] = Array(report.Pairs.Select((pair, i) => Pair(report.Experts[pair.First], report.Experts[pair.Second], report.OfPair(i, choose)))),
    };

    private static JsonObject Expert(string name, ExpertSums sums, bool hasBase) => new()
    {
        ["expert"] = name,
        ["tensors"] = sums.Tensors,
        ["unchangedTensors"] = hasBase ? sums.UnchangedTensors : null,
        ["relativeNorm"] = sums.RelativeNorm,
        ["weightCosine"] = sums.Cosine,
        ["density"] = hasBase ? sums.Density : null,
    };

    private static JsonObject Pair(string first, string second, PairSums sums) => new()
    {
        ["first"] = first,
        ["second"] = second,
        ["tensors"] = sums.Tensors,
        ["identicalTensors"] = sums.IdenticalTensors,
        ["weightCosine"] = sums.WeightCosine,
        ["cosine"] = sums.Cosine,
        ["normRatio"] = sums.NormRatio,
        ["signConflict"] = sums.SignConflict,
        ["topSignConflict"] = sums.TopSignConflict,
        ["contested"] = sums.Contested,
    };

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
