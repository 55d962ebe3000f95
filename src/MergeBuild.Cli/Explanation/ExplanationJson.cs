using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Cli.Explanation;

/// <summary>An explanation for programs.</summary>
internal static class ExplanationJson
{
    public static JsonObject Of(BlockLedger ledger, ImmutableArray<ExplainedGroup> groups) => new()
    {
        ["output"] = ledger.OutputDirectory,
        ["work"] = WorkJson.Of(ledger.Work),
        ["groups"] = new JsonArray([.. groups.Select(group => new JsonObject
        {
            ["name"] = group.Name,
            ["tensors"] = group.Tensors,
            ["bytes"] = group.Bytes,
            ["merged"] = group.Merged,
            ["reused"] = group.Reused,
            ["reasons"] = Reasons(group.Reasons),
        })]),
        ["tensors"] = new JsonArray([.. ledger.Tensors.OrderBy(tensor => tensor.Key, NaturalOrder.Instance).Select(tensor => new JsonObject
        {
            ["name"] = tensor.Key,
            ["file"] = tensor.Value.File,
            ["bytes"] = tensor.Value.Tree.Length,
            ["blockLength"] = tensor.Value.BlockLength,
            ["reasons"] = Reasons(tensor.Value.Reasons),
        })]),
    };

    private static JsonArray Reasons(ImmutableArray<BlockReasons> reasons) => new([.. reasons.Select(reason => new JsonObject
    {
        ["reused"] = reason.IsReused,
        ["reason"] = reason.Reason,
        ["blocks"] = reason.Blocks,
    })]);
}
