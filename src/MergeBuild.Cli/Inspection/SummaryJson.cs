using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Cli.Inspection;

/// <summary>A summary for programs; names as the files have them.</summary>
internal static class SummaryJson
{
    public static JsonObject Of(ModelSummary summary) => new()
    {
        ["model"] = summary.Path,
        ["architecture"] = summary.Architecture,
        ["modelType"] = summary.ModelType,
        ["parameters"] = summary.ParameterCount,
        ["bytes"] = summary.ByteCount,
        ["dtypes"] = new JsonArray([.. summary.Types.Select(Type)]),
        ["shards"] = new JsonArray([.. summary.Shards.Select(shard => Shard(summary, shard))]),
        ["tensors"] = new JsonArray([.. summary.Tensors.Select(Tensor)]),
    };

    private static JsonObject Type(TypeTotal total) => new()
    {
        ["dtype"] = total.DType.ToString(),
        ["tensors"] = total.TensorCount,
        ["parameters"] = total.ParameterCount,
        ["bytes"] = total.ByteCount,
    };

    private static JsonObject Shard(ModelSummary summary, ModelShard shard) => new()
    {
        ["name"] = shard.Name,
        ["length"] = shard.Length,
        ["tensors"] = summary.CountIn(shard),
    };

    private static JsonObject Tensor(StoredTensor tensor) => new()
    {
        ["name"] = tensor.Entry.Name,
        ["dtype"] = tensor.Entry.DType.ToString(),
        ["shape"] = new JsonArray([.. tensor.Entry.Shape.Select(dimension => (JsonNode)dimension)]),
        ["bytes"] = tensor.Entry.ByteLength,
        ["file"] = tensor.Shard.Name,
    };
}
