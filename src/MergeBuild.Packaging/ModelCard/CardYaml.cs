using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MergeBuild.Packaging.Licences;

namespace MergeBuild.Packaging.ModelCard;

/// <summary>The front matter of a card: each top-level key with the YAML after its colon.</summary>
internal static class CardYaml
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The keys in the order in which they are written.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(ManifestFacts facts, LicenseLedger ledger, IReadOnlyCollection<GateResult> gates)
    {
        // Only what the Hub knows can be linked there; the body names the others by digest.
        var hub = ledger.Parents.Select(parent => parent.Parent.Snapshot?.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (hub.Length > 0)
        {
            yield return KeyValuePair.Create("base_model", List(hub));
        }

        yield return KeyValuePair.Create("base_model_relation", " merge");
        if (ledger.OutputId is { } license)
        {
            yield return KeyValuePair.Create("license", " " + Text(license == LicenseLedger.Several || LicenseTable.All.ContainsKey(license) ? license : LicenseLedger.Several));
            if (license == LicenseLedger.Several || !LicenseTable.All.ContainsKey(license))
            {
                yield return KeyValuePair.Create("license_name", " " + Text(string.Join("-and-", ledger.OutputIds)));
                yield return KeyValuePair.Create("license_link", $" {NoticeFile.FileName}");
            }
        }

        yield return KeyValuePair.Create("library_name", " transformers");
        if (facts.GeneratesText)
        {
            yield return KeyValuePair.Create("pipeline_tag", " text-generation");
        }

        yield return KeyValuePair.Create("tags", List(["merge", "mergebuild", facts.Method]));
        if (gates.Any(gate => gate.MergedScore is not null))
        {
            yield return KeyValuePair.Create("model-index", Index(ledger.Settings.ModelName, facts, gates));
        }
    }

    private static string Index(string name, ManifestFacts facts, IReadOnlyCollection<GateResult> gates)
    {
        var yaml = new StringBuilder($"\n- name: {Text(name)}\n  results:");
        foreach (var suite in gates.Where(gate => gate.MergedScore is not null).GroupBy(gate => gate.Suite, StringComparer.Ordinal))
        {
            yaml.Append("\n  - task:\n      type: ").Append(facts.GeneratesText ? "text-generation" : "other")
                .Append("\n    dataset:\n      name: ").Append(Text(suite.Key)).Append("\n      type: ").Append(Text(suite.Key))
                .Append("\n    metrics:");
            foreach (var gate in suite.DistinctBy(gate => gate.Metric))
            {
                yaml.Append("\n    - type: ").Append(Text(gate.Metric ?? "score"))
                    .Append("\n      value: ").Append(gate.MergedScore!.Value.ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return yaml.ToString();
    }

    private static string List(IEnumerable<string> items) => string.Concat(items.Select(item => $"\n- {Text(item)}"));

    // Plain where YAML takes it for text, else in double quotes, whose escapes are those of JSON.
    private static string Text(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '/' or '.' or '+') && !IsWord(text)
            ? text
            : JsonSerializer.Serialize(text, Quoted);

    private static bool IsWord(string text) => text.ToUpperInvariant() is "YES" or "NO" or "TRUE" or "FALSE" or "ON" or "OFF" or "NULL" or "Y" or "N";
}
