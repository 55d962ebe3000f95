using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Packaging.Licences;

namespace MergeBuild.Packaging.ModelCard;

/// <summary>The parts of a card that say what went in, and what was done with it.</summary>
internal static class CardLineage
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A row for each parent.</summary>
    public static void Write(StringBuilder text, ManifestFacts facts, LicenseLedger ledger)
    {
        CardText.Line(text, "## Parents\n");
        CardText.Line(text, "| parent | role | licence | revision or digest |\n|---|---|---|---|");
        foreach (var parent in facts.Parents)
        {
            var known = ledger.Parents.FirstOrDefault(one => one.Parent.Name == parent.Name);
            var snapshot = known?.Parent.Snapshot;
            var name = snapshot is null ? CardText.Cell(parent.Name) : $"[{CardText.Cell(snapshot.Id)}](https://huggingface.co/{snapshot.Id})";
            var license = known is null || known.Ids.IsEmpty ? "not stated" : string.Join(", ", known.Ids.Select(CardText.Cell));
            CardText.Line(text, $"| {name} | {parent.Role}{(parent.AdapterFiles.IsEmpty ? "" : ", with an adapter")} | {license} | " +
                (snapshot is null ? $"BLAKE3 `{parent.ShortDigest}…`" : $"`{snapshot.Revision[..12]}`") + " |");
        }

        foreach (var parent in ledger.Parents.Where(one => facts.Parents.All(listed => listed.Name != one.Parent.Name)))
        {
            CardText.Line(text, $"| {CardText.Cell(parent.Parent.Name)} | {parent.Parent.Role} | {(parent.Ids.IsEmpty ? "not stated" : string.Join(", ", parent.Ids.Select(CardText.Cell)))} | |");
        }

        var dropped = facts.DroppedTensors == 0 ? "" : $", {facts.DroppedTensors} left out";
        CardText.Line(text, $"\n{facts.MergedTensors} tensors were merged, {facts.CopiedTensors} copied{dropped}.\n");
    }

    /// <summary>The recipe as the manifest has it.</summary>
    public static void WriteRecipe(StringBuilder text, ManifestFacts facts)
    {
        CardText.Line(text, "## Recipe\n");
        CardText.Line(text, $"```json\n{Compact((JsonObject)facts.Recipe.DeepClone()).ToJsonString(Readable)}\n```\n");
    }

    // Empty lists and objects tell a reader nothing.
    private static JsonObject Compact(JsonObject json)
    {
        foreach (var (key, value) in json.ToArray())
        {
            if (value is JsonObject inner && Compact(inner).Count == 0)
            {
                json.Remove(key);
            }
            else if (value is JsonArray array)
            {
                foreach (var item in array.OfType<JsonObject>())
                {
                    Compact(item);
                }
            }
        }

        return json;
    }
}
