using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Provenance;

namespace MergeBuild.Packaging.BillOfMaterials;

/// <summary>
/// <c>merge.cdx.json</c>: a bill of materials in CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/. It has no
/// timestamp, and its serial number is made from its content: the same model has the same bill.
/// </summary>
internal static class ModelBom
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "merge.cdx.json";

    private const int UuidBytes = 16;

    /// <summary>The bytes of the bill.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="facts">Its manifest.</param>
    /// <param name="ledger">Its licences.</param>
    /// <param name="gates">What the gates found.</param>
    /// <param name="digests">Known digests of its files.</param>
    /// <param name="cancellation">Stops between reads.</param>
    public static byte[] Write(
        string directory, ManifestFacts facts, LicenseLedger ledger, IReadOnlyCollection<GateResult> gates, Sha256Cache digests, CancellationToken cancellation)
    {
        var names = facts.Files.Append(MergeManifest.FileName).Order(StringComparer.Ordinal).ToArray();
        var known = digests.Of([.. names.Select(name => Path.Combine(directory, name))], cancellation);
        var model = new JsonObject
        {
            ["type"] = "machine-learning-model",
            ["bom-ref"] = "model",
            ["name"] = ledger.Settings.ModelName,
            ["licenses"] = BomLicenses.Of(ledger.OutputIds),
            ["pedigree"] = new JsonObject
            {
                ["ancestors"] = new JsonArray([.. ledger.Parents.Select(Ancestor)]),
                ["notes"] = $"Merged with the method {facts.Method}, version {facts.Recipe["methodVersion"]}, by MergeBuild {facts.ToolVersion}.",
            },
            ["externalReferences"] = References(gates),
            ["components"] = new JsonArray([.. names.Zip(known, File)]),
            ["modelCard"] = Card(facts, gates),
        };
        if (ledger.OutputIds.IsEmpty)
        {
            model.Remove("licenses");
        }

        var bom = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = model },
        };
        var digest = Convert.FromHexString(ContentDigest.Sha256(CanonicalJson.Write(bom)));
        bom.Insert(3, "serialNumber", $"urn:uuid:{Uuid(digest)}");
        return CanonicalJson.Write(bom);
    }

    // Version 8 of RFC 9562: bits of the maker's own choice, here of the content's digest.
    private static string Uuid(byte[] digest)
    {
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest.AsSpan(0, UuidBytes), bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private static JsonObject File(string name, string sha256) => new()
    {
        ["type"] = "file",
        ["bom-ref"] = $"file:{name}",
        ["name"] = name,
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = sha256 }),
    };

    private static JsonObject Ancestor(ParentLicense license)
    {
        var parent = license.Parent;
        var component = new JsonObject
        {
            ["type"] = "machine-learning-model",
            ["bom-ref"] = $"parent:{parent.Role}:{parent.Name}",
            ["name"] = parent.Snapshot?.Id ?? parent.Name,
        };
        if (parent.Snapshot is { } snapshot)
        {
            component["version"] = snapshot.Revision;
            component["purl"] = snapshot.PackageUrl;
        }

        if (!license.Ids.IsEmpty)
        {
            component["licenses"] = BomLicenses.Of(license.Ids);
        }

        component["properties"] = new JsonArray(new JsonObject { ["name"] = "mergebuild:role", ["value"] = parent.Role });
        return component;
    }

    private static JsonArray References(IReadOnlyCollection<GateResult> gates)
    {
        var references = new JsonArray(Reference("license", LicenseLedger.FileName), Reference("evidence", MergeManifest.FileName));
        if (gates.Count > 0)
        {
            references.Add(Reference("quality-metrics", GateResults.FileName));
        }

        return references;
    }

    private static JsonObject Reference(string type, string url) => new() { ["type"] = type, ["url"] = url };

    private static JsonObject Card(ManifestFacts facts, IReadOnlyCollection<GateResult> gates)
    {
        var parameters = new JsonObject();
        if (facts.GeneratesText)
        {
            parameters["task"] = "text-generation";
        }

        if (facts.ModelType is { } family)
        {
            parameters["architectureFamily"] = family;
        }

        if (facts.Architecture is { } architecture)
        {
            parameters["modelArchitecture"] = architecture;
        }

        return new JsonObject
        {
            ["modelParameters"] = parameters,
            ["quantitativeAnalysis"] = new JsonObject { ["performanceMetrics"] = new JsonArray([.. gates.Where(gate => gate.MergedScore is not null).Select(Metric)]) },
        };
    }

    private static JsonObject Metric(GateResult gate) => new()
    {
        ["type"] = gate.Metric ?? "score",
        ["value"] = gate.MergedScore!.Value.ToString("R", CultureInfo.InvariantCulture),
        ["slice"] = gate.Suite,
    };
}
