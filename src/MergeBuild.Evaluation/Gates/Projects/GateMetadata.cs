using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>The settings of a gate as text: metadata of a suite, and those that a property <c>Gate…</c> sets for all suites.</summary>
internal static class GateMetadata
{
    private static readonly ImmutableSortedDictionary<string, Setting> Settings = new Setting[]
    {
        new(nameof(GateSettings.MinimumRetention), "a number above 0 and at most 2", (settings, text) => Number(text) is { } value ? settings with { MinimumRetention = value } : null),
        new(nameof(GateSettings.Metric), "the name of a metric", (settings, text) => settings with { Metric = text }),
        new(nameof(GateSettings.Filter), "the name of a filter", (settings, text) => settings with { Filter = text }),
        new(nameof(GateSettings.HigherIsBetter), "true or false", (settings, text) => Truth(text) is { } value ? settings with { HigherIsBetter = value } : null),
        new(nameof(GateSettings.Policy), string.Join(" or ", Enum.GetNames<GatePolicy>()), (settings, text) => Policy(text) is { } value ? settings with { Policy = value } : null),
        new(nameof(GateSettings.Safety), "true or false", (settings, text) => Truth(text) is { } value ? settings with { Safety = value } : null),
        new(nameof(GateSettings.Confidence), "a number above 0.5 and below 1", (settings, text) => Number(text) is { } value ? settings with { Confidence = value } : null),
        new(nameof(GateSettings.MinimumExamples), "a whole number of 2 or more", (settings, text) => Whole(text) is { } value ? settings with { MinimumExamples = value } : null),
        new(nameof(GateSettings.MaximumCalibrationDrift), "a number from 0 to 1", (settings, text) => Number(text) is { } value ? settings with { MaximumCalibrationDrift = value } : null),
        new(nameof(GateSettings.Seed), "a whole number from 0 to 18446744073709551615", (settings, text) => Seed(text) is { } value ? settings with { Seed = value } : null),
    }.ToImmutableSortedDictionary(setting => setting.Name, setting => setting, StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings that properties set for all suites.</summary>
    public static ImmutableArray<string> Properties { get; } =
    [
        .. new[]
        {
            nameof(GateSettings.Policy), nameof(GateSettings.Confidence), nameof(GateSettings.MinimumRetention), nameof(GateSettings.MinimumExamples),
            nameof(GateSettings.MaximumCalibrationDrift),
        }.Select(name => "Gate" + name),
    ];

    /// <summary>The names of all settings.</summary>
    public static IEnumerable<string> Names => Settings.Keys;

    /// <summary>Settings with one more set.</summary>
    /// <param name="settings">The settings before.</param>
    /// <param name="name">Its name, without regard to case.</param>
    /// <param name="value">The text, with its place.</param>
    /// <param name="suite">The suite's name, for messages.</param>
    /// <exception cref="MergeBuildException">MB4229, at the place: the text is no value of the setting.</exception>
    public static GateSettings Apply(GateSettings settings, string name, ProjectValue value, string suite)
    {
        var setting = Settings[name];
        MergeBuildException Wrong() => DiagnosticTable.GateSettingInvalid.ExceptionAt(value.Location, setting.Name, suite, setting.Allowed, $"'{value.Value}'");
        var changed = setting.Apply(settings, value.Value.Trim()) ?? throw Wrong();
        try
        {
            changed.Check(suite);
        }
        catch (MergeBuildException)
        {
            throw Wrong();
        }

        return changed;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static bool? Truth(string text) => bool.TryParse(text, out var value) ? value : null;

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static ulong? Seed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static GatePolicy? Policy(string text) =>
        Enum.GetNames<GatePolicy>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<GatePolicy>(name) : null;

    private sealed record Setting(string Name, string Allowed, Func<GateSettings, string, GateSettings?> Apply);
}
