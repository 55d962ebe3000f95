using System.Text.Json.Nodes;
using MergeBuild.Merging.Budget;

namespace MergeBuild.Packaging;

/// <summary>What a read budget left out, as the manifest says it.</summary>
internal static class ApproximationJson
{
    public static JsonObject Of(Approximation approximation) => new()
    {
        ["readBudget"] = approximation.ReadBudget,
        ["bytesRequested"] = approximation.BytesRequested,
        ["bound"] = approximation.Bound,
        ["boundOfAll"] = approximation.BoundOfAll,
        ["experts"] = new JsonArray([.. approximation.Experts.Select(expert => new JsonObject
        {
            ["parent"] = expert.ModelName,
            ["blocks"] = expert.Blocks,
            ["blocksOmitted"] = expert.BlocksOmitted,
            ["bytesOmitted"] = expert.BytesOmitted,
        })]),
        ["tensors"] = new JsonArray([.. approximation.Tensors.Select(tensor => new JsonObject
        {
            ["name"] = tensor.Name,
            ["blocksOmitted"] = tensor.BlocksOmitted,
            ["bytesOmitted"] = tensor.BytesOmitted,
            ["bound"] = tensor.Bound,
        })]),
    };
}
