using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Suites;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Cli.Interference;

/// <summary>The evaluation settings of an EvaluationSuite item: <c>FewShot</c> sets <c>fewShot</c>, <c>Settings</c> names a file of them.</summary>
internal static class ItemSettings
{
    private const string SettingsFile = "Settings";
    private const string FewShotFile = "FewShotFile";

    private static readonly ImmutableArray<(string Metadata, string Setting)> Names =
        [.. SuiteSettingsJson.Write(SuiteSettings.Default).Select(setting => (char.ToUpperInvariant(setting.Key[0]) + setting.Key[1..], setting.Key))];

    /// <summary>The settings of an item; metadata goes before its file of settings.</summary>
    /// <exception cref="MergeBuildException">MB412x: a value is not allowed, or the file is not valid.</exception>
    public static SuiteSettings Read(ProjectItem item, string directory)
    {
        var json = item.Find(SettingsFile) is { } file
            ? SuiteSettingsJson.Write(SuiteSettingsJson.ReadFile(Path.GetFullPath(file.Value.Trim(), directory)))
            : [];
        foreach (var (metadata, setting) in Names)
        {
            if (item.Find(metadata) is { } value)
            {
                json[setting] = metadata == FewShotFile ? Path.GetFullPath(value.Value.Trim(), directory) : Node(setting, value.Value);
            }
        }

        return SuiteSettingsJson.Read(json);
    }

    private static JsonNode? Node(string setting, string text) =>
        setting is "metrics" or "refusalPatterns" or "stop" ? new JsonArray([.. Texts(setting, text).Select(part => (JsonNode)part)])
        : bool.TryParse(text.Trim(), out var truth) ? truth
        : ulong.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture))
        : text;

    private static string[] Texts(string setting, string text) =>
        setting == "metrics" ? text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text];
}
