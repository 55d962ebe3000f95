using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Gates.Baselines;

/// <summary>The columns of baselines.</summary>
internal static class BaselineColumns
{
    private const int DigestDigits = 16;
    private const string MetricPrefix = "value:";

    private static readonly ImmutableArray<BaselineColumn> Fixed =
    [
        new("id", example => example.Id, (example, _) => example),
        new("filter", example => example.Filter, (example, fields) => example with { Filter = fields.OptionalText("filter") }),
        new("digest", example => Start(example.Digest), (example, fields) => example with { Digest = fields.OptionalText("digest") }),
        new("promptDigest", example => Start(example.PromptDigest), (example, fields) => example with { PromptDigest = fields.OptionalText("promptDigest") }),
        new("cluster", example => example.Cluster, (example, fields) => example with { Cluster = fields.OptionalText("cluster") }),
        new("label", example => example.Label, (example, fields) => example with { Label = fields.OptionalWhole("label") }),
        new("predicted", example => example.Predicted, (example, fields) => example with { Predicted = fields.OptionalWhole("predicted") }),
        new("logProbabilities",
            example => example.LogProbabilities.IsEmpty ? null : new JsonArray([.. example.LogProbabilities.Select(value => Rounded(value))]),
            (example, fields) => example with { LogProbabilities = fields.Numbers("logProbabilities") }),
    ];

    private static readonly ImmutableArray<BaselineColumn> OfTexts =
    [
        new("logProbability", example => Rounded(example.LogProbability), (example, fields) => example with { LogProbability = fields.OptionalNumber("logProbability") }),
        new("tokens", example => example.Tokens, (example, fields) => example with { Tokens = fields.OptionalWhole("tokens") }),
        new("words", example => example.Words, (example, fields) => example with { Words = fields.OptionalWhole("words") }),
        new("bytes", example => example.Bytes, (example, fields) => example with { Bytes = fields.OptionalWhole("bytes") }),
    ];

    /// <summary>The columns that a result fills.</summary>
    public static ImmutableArray<BaselineColumn> Of(EvaluationResult result) =>
    [
        .. (result.Suite.Kind == SuiteKind.Perplexity.Name() ? Fixed.AddRange(OfTexts) : Fixed)
            .Where(column => column.Name == "id" || result.Examples.Any(example => column.Write(example) is not null)),
        .. result.Examples.SelectMany(example => example.Values.Keys).Distinct().Order(StringComparer.Ordinal).Select(Value),
    ];

    /// <summary>The column of a name, or null.</summary>
    public static BaselineColumn? Find(string name) => name.StartsWith(MetricPrefix, StringComparison.Ordinal)
        ? Value(name[MetricPrefix.Length..])
        : Fixed.Concat(OfTexts).FirstOrDefault(column => column.Name == name);

    private static BaselineColumn Value(string metric) => new(
        MetricPrefix + metric,
        example => example.Values.TryGetValue(metric, out var value) ? Rounded(value) : null,
        (example, fields) => fields.OptionalNumber(MetricPrefix + metric) is { } value ? example with { Values = example.Values.SetItem(metric, value) } : example);

    private static string? Start(string? digest) => digest?.Length > DigestDigits ? digest[..DigestDigits] : digest;

    private static JsonNode? Rounded(double? value) => value is { } number
        ? double.Parse(number.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : null;
}
