using System.Text.Json.Nodes;

namespace MergeBuild.Packaging.BillOfMaterials;

/// <summary>Licences as CycloneDX has them: by SPDX id where there is one, else by name.</summary>
internal static class BomLicenses
{
    private static readonly Dictionary<string, string> SpdxIds = new(StringComparer.Ordinal)
    {
        ["apache-2.0"] = "Apache-2.0", ["mit"] = "MIT", ["bsd-2-clause"] = "BSD-2-Clause", ["bsd-3-clause"] = "BSD-3-Clause", ["isc"] = "ISC",
        ["cc0-1.0"] = "CC0-1.0", ["unlicense"] = "Unlicense", ["cc-by-4.0"] = "CC-BY-4.0", ["cc-by-sa-4.0"] = "CC-BY-SA-4.0",
        ["cc-by-nc-4.0"] = "CC-BY-NC-4.0", ["cc-by-nc-sa-4.0"] = "CC-BY-NC-SA-4.0", ["cc-by-nd-4.0"] = "CC-BY-ND-4.0", ["cc-by-nc-nd-4.0"] = "CC-BY-NC-ND-4.0",
    };

    /// <summary>The licences with these ids.</summary>
    public static JsonArray Of(IEnumerable<string> ids) => new([.. ids.Select(id => new JsonObject
    {
        ["license"] = SpdxIds.TryGetValue(id, out var spdx) ? new JsonObject { ["id"] = spdx } : new JsonObject { ["name"] = id },
    })]);
}
