using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Metrics;

namespace MergeBuild.Evaluation.Reports;

/// <summary>A report for programs; <c>docs/report.schema.json</c> describes it.</summary>
internal static class ReportJson
{
    /// <summary>Raised when a reader of the old form would misread the new one.</summary>
    public const int SchemaVersion = 1;

    public static byte[] Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return CanonicalJson.Write(new JsonObject
        {
            ["schemaVersion"] = SchemaVersion,
            ["model"] = input.Model,
            ["version"] = input.Version,
            ["project"] = input.Project,
            ["state"] = VerdictStates.StateOf(input).Word(),
            ["headline"] = Headline.Of(input),
            ["gates"] = JsonNode.Parse(GateReportJson.Write(input.Gates)),
            ["places"] = List(input.Places, place => place is null ? null : new JsonObject { ["file"] = place.File, ["line"] = place.Line, ["column"] = place.Column }),
            ["findings"] = List(input.Findings, note => new JsonObject { ["code"] = note.Code, ["message"] = note.Message }),
            ["taskVectors"] = input.TaskVectors is { } profile ? TaskVectorJson.Write(profile) : null,
            ["effects"] = input.Effects is { } effects ? Write(effects) : null,
            ["reliability"] = List(input.Reliability, curve => new JsonObject
            {
                ["suite"] = curve.Suite, ["parent"] = curve.Parent, ["merged"] = List(curve.Merged, Write), ["other"] = List(curve.Other, Write),
            }),
            ["rebuilt"] = List(input.Rebuilt, group => new JsonObject
            {
                ["name"] = group.Name, ["merged"] = group.Merged, ["reused"] = group.Reused, ["reason"] = group.Reason,
            }),
            ["provenance"] = input.Provenance is { } provenance ? Write(provenance) : null,
        });
    }

    private static JsonObject Write(ParentEffects effects) => new()
    {
        ["parents"] = List(effects.Parents, parent => JsonValue.Create(parent)),
        ["suites"] = List(effects.Suites, suite => JsonValue.Create(suite)),
        ["rows"] = List(effects.Rows, row => List(row, effect => effect is null ? null : new JsonObject
        {
            ["difference"] = effect.Difference, ["lower"] = effect.Lower, ["upper"] = effect.Upper,
        })),
    };

    private static JsonObject Write(ReliabilityBin bin) => new()
    {
        ["lower"] = bin.Lower, ["upper"] = bin.Upper, ["count"] = bin.Count, ["confidence"] = bin.Confidence, ["accuracy"] = bin.Accuracy,
    };

    private static JsonObject Write(ReportProvenance provenance) => new()
    {
        ["method"] = provenance.Method,
        ["parameters"] = Pairs(provenance.Parameters),
        ["parents"] = List(provenance.Parents, parent => new JsonObject
        {
            ["name"] = parent.Name, ["role"] = parent.Role, ["digest"] = parent.Digest, ["license"] = parent.License, ["parameters"] = Pairs(parent.Parameters),
        }),
    };

    private static JsonArray Pairs(ImmutableArray<KeyValuePair<string, string>> pairs) =>
        List(pairs, pair => new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value });

    private static JsonArray Numbers(ImmutableArray<double?> numbers) => List(numbers, number => number is { } value ? JsonValue.Create(value) : null);

    private static JsonArray List<T>(ImmutableArray<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);
}
