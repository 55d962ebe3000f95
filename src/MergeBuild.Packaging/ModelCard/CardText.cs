using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Licences;

namespace MergeBuild.Packaging.ModelCard;

/// <summary>
/// <c>README.md</c> of a model directory: what the model is, how it was made, what it kept of its parents, and how to make
/// it again. The same model has the same card. The front matter follows https://huggingface.co/docs/hub/model-cards.
/// </summary>
internal static class CardText
{
    /// <summary>The line by which a card of ours is known.</summary>
    public const string Mark = "# Written by MergeBuild.";

    /// <summary>A card, or the user's own with the front matter completed.</summary>
    /// <param name="facts">The model.</param>
    /// <param name="ledger">Its licences.</param>
    /// <param name="gates">What the gates found.</param>
    /// <param name="own">The user's card; null for ours.</param>
    public static byte[] Write(ManifestFacts facts, LicenseLedger ledger, IReadOnlyCollection<GateResult> gates, FrontMatter? own)
    {
        var text = new StringBuilder("---\n").Append(Mark).Append('\n').Append(own?.Text);
        foreach (var (key, yaml) in CardYaml.Of(facts, ledger, gates).Where(entry => own?.Keys.Contains(entry.Key) != true))
        {
            text.Append(key).Append(':').Append(yaml).Append('\n');
        }

        text.Append("---\n").Append(own is not null ? own.Body : "");
        if (own is null)
        {
            WriteBody(text, facts, ledger, gates);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteBody(StringBuilder text, ManifestFacts facts, LicenseLedger ledger, IReadOnlyCollection<GateResult> gates)
    {
        var name = ledger.Settings.ModelName;
        var parents = facts.Parents;
        Line(text, $"\n# {Plain(name)}\n");
        Line(text, $"{Count(parents.Length, "model")} merged into one with [{facts.Method}](https://github.com/mergebuild/mergebuild/blob/main/docs/methods/{facts.Method}.md): " +
            $"{Join([.. parents.Select(parent => Plain(parent.Name))])}. {Size(facts.ParameterCount)} parameters" +
            (facts.Architecture is { } architecture ? $", {Plain(architecture)}" : "") + ".\n");
        if (ledger.Terms.Select(terms => terms.DisplayText).FirstOrDefault(display => display is not null) is { } display)
        {
            Line(text, $"**{display}**\n");
        }

        WriteUse(text, facts);
        WriteRetention(text, gates);
        CardLineage.Write(text, facts, ledger);
        CardLineage.WriteRecipe(text, facts);
        WriteLicenses(text, ledger);
        Line(text, "## Make it again\n");
        Line(text, $"The merge is deterministic: the same parents and the same recipe give the same bytes on every machine. " +
            $"`{MergeManifest.FileName}` lists the digests of every parent file, and of every tensor of the result. " +
            $"`verify` compares this folder with it; `reproduce` merges again from the parents, which are in folders of their names in the folder that `--parents` names, " +
            "or where the manifest says that they came from.\n");
        Line(text, "```sh\ndotnet tool install --global MergeBuild.Cli\nmergebuild verify .\nmergebuild reproduce . --parents path/to/parents\n```\n");
        Line(text, $"Made by MergeBuild {facts.ToolVersion}. SHA-256 of the manifest: `{facts.Digest}`.");
    }

    private static void WriteUse(StringBuilder text, ManifestFacts facts)
    {
        if (!facts.GeneratesText)
        {
            return;
        }

        Line(text, "## Use it\n");
        Line(text, """
            ```python
            from transformers import AutoModelForCausalLM, AutoTokenizer

            model = AutoModelForCausalLM.from_pretrained("path/to/this/folder")
            tokenizer = AutoTokenizer.from_pretrained("path/to/this/folder")
            ```

            """.ReplaceLineEndings("\n"));
    }

    private static void WriteRetention(StringBuilder text, IReadOnlyCollection<GateResult> gates)
    {
        if (gates.Count == 0)
        {
            return;
        }

        Line(text, "## What it kept of its parents\n");
        Line(text, "| suite | held against | metric | parent | this model | retention | verdict |\n|---|---|---|---:|---:|---:|---|");
        foreach (var gate in gates)
        {
            var bounds = gate is { Lower: { } lower, Upper: { } upper } ? $" ({PercentText.Of(lower)} to {PercentText.Of(upper)})" : "";
            Line(text, $"| {Cell(gate.Suite)} | {Cell(gate.Parent)} | {Cell(gate.Metric ?? "")} | {Score(gate.ParentScore)} | {Score(gate.MergedScore)} " +
                $"| {(gate.Retention is { } retention ? PercentText.Of(retention) + bounds : "")} | {gate.Outcome.ToLowerInvariant()} |");
        }

        Line(text, gates.Select(gate => gate.Confidence).FirstOrDefault(value => value is not null) is { } confidence
            ? $"\nRetention is this model's score over the parent's, on the same questions; in brackets, bounds that each hold at {PercentText.Of(confidence)}.\n"
            : "");
    }

    private static void WriteLicenses(StringBuilder text, LicenseLedger ledger)
    {
        Line(text, "## Licence\n");
        Line(text, ledger.OutputIds.IsEmpty
            ? "Not known: not every parent states one. Do not pass the model on before that is settled.\n"
            : $"{Join([.. ledger.OutputIds.Select(id => LicenseTable.All.TryGetValue(id, out var terms) ? $"[{terms.Title}]({terms.Link})" : Plain(id))])}. " +
                $"What the parents' licences ask for is in `{NoticeFile.FileName}` and `{LicenseLedger.FileName}`:\n");
        foreach (var obligation in ledger.Terms.SelectMany(terms => terms.Obligations).Distinct())
        {
            Line(text, $"* {obligation}");
        }

        if (ledger.Terms.Any(terms => terms.Obligations.Count > 0))
        {
            Line(text, "");
        }
    }

    /// <summary>Text of a stranger's that must not become a table, a link or a heading.</summary>
    internal static string Plain(string text) => string.Concat(Diagnostics.LogText.Sanitize(text).Select(letter => letter is '|' or '[' or ']' or '<' or '>' or '`' or '*' or '_' or '\\' ? "\\" + letter : letter.ToString()));

    /// <summary>The same inside of a table.</summary>
    internal static string Cell(string text) => Plain(text).Replace('\n', ' ');

    internal static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Join(string[] names) => names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private static string Count(int count, string what) => count == 1 ? $"One {what}" : $"{count.ToString(CultureInfo.InvariantCulture)} {what}s";

    private static string Size(long count) => count switch
    {
        >= 1_000_000_000 => (count / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " billion",
        >= 1_000_000 => (count / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " million",
        _ => count.ToString("N0", CultureInfo.InvariantCulture),
    };

    private static string Score(double? score) => score?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
