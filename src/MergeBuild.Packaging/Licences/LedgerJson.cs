using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Licences;

/// <summary><c>merge.licenses.json</c>: the ledger as a file that tells of no clock and no folder.</summary>
internal static class LedgerJson
{
    /// <summary>The bytes.</summary>
    public static byte[] Write(LicenseLedger ledger)
    {
        var output = new JsonObject { ["licenses"] = Texts(ledger.OutputIds) };
        if (ledger.Terms.Select(terms => terms.NamePrefix).FirstOrDefault(prefix => prefix is not null) is { } prefix)
        {
            output["namePrefix"] = prefix;
        }

        return CanonicalJson.Write(new JsonObject
        {
            ["schemaVersion"] = 1,
            ["output"] = output,
            ["parents"] = new JsonArray([.. ledger.Parents.Select(parent => new JsonObject
            {
                ["name"] = parent.Parent.Name,
                ["role"] = parent.Parent.Role,
                ["licenses"] = Texts(parent.Ids),
                ["statedBy"] = parent.StatedBy,
                ["texts"] = new JsonArray([.. parent.Texts.Select(text => new JsonObject { ["name"] = text.Name, ["sha256"] = text.Sha256 })]),
            })]),
            ["terms"] = new JsonArray([.. ledger.Terms.Select(Terms)]),
            ["waivers"] = new JsonArray([.. ledger.Settings.Waivers.OrderBy(waiver => waiver.Parent, StringComparer.Ordinal).ThenBy(waiver => waiver.Code, StringComparer.Ordinal)
                .Select(waiver => new JsonObject
                {
                    ["parent"] = waiver.Parent,
                    ["code"] = waiver.Code,
                    ["reason"] = waiver.Reason,
                    ["expires"] = waiver.Expires.ToString("yyyy-MM-dd", null),
                })]),
        });
    }

    /// <summary>The licences of the model that a ledger belongs to.</summary>
    /// <exception cref="MergeBuildException">MB5263: the file is not a ledger.</exception>
    public static ImmutableArray<string> ReadOutput(string path, IFileSystem files) =>
        new JsonFields(JsonFile.ReadObject(files, path, DiagnosticTable.LicenseLedgerInvalid), path, "the ledger", DiagnosticTable.LicenseLedgerInvalid)
            .Object("output").TextArray("licenses");

    private static JsonObject Terms(LicenseTerms terms) => new()
    {
        ["id"] = terms.Id,
        ["title"] = terms.Title,
        ["link"] = terms.Link,
        ["relicensable"] = terms.IsRelicensable,
        ["derivatives"] = terms.AllowsDerivatives,
        ["commercialUse"] = terms.AllowsCommercialUse,
        ["shareAlike"] = terms.IsShareAlike,
        ["passesTermsOn"] = terms.PassesTermsOn,
        ["familyOnly"] = terms.IsForItsFamilyOnly,
        ["displayText"] = terms.DisplayText,
        ["obligations"] = Texts(terms.Obligations),
        ["source"] = $"{terms.Link}, {terms.Source}",
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
