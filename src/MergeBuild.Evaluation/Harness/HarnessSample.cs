using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Metrics;
using MergeBuild.Evaluation.Results;

namespace MergeBuild.Evaluation.Harness;

/// <summary>One sample of the harness as a result of an example.</summary>
internal static class HarnessSample
{
    // 128 bits, as in our own results.
    private const int DigestLength = 32;

    public static (long Document, ExampleResult Example) Read(JsonObject json, SourceLocation location)
    {
        if (json["doc_id"] is not JsonValue id || id.GetValueKind() != JsonValueKind.Number || !id.TryGetValue(out long document))
        {
            throw DiagnosticTable.HarnessSampleInvalid.ExceptionAt(location, "it has no doc_id.");
        }

        var filter = Text(json["filter"]);
        var choices = Choices(json);
        return (document, new ExampleResult
        {
            Id = document.ToString(CultureInfo.InvariantCulture),
            Filter = filter == HarnessMetricKey.NoFilter ? null : filter,
            Digest = Digest(json),
            PromptDigest = Text(json["prompt_hash"]),
            Values = Values(json, location),
            Output = Output(json),
            LogProbabilities = choices,
            Label = choices.IsEmpty ? null : Label(json, choices.Length),
            Predicted = choices.IsEmpty ? null : Probabilities.MostLikely(choices),
        });
    }

    // What was asked and what is right; both hashes must agree before two samples are compared.
    private static string? Digest(JsonObject json) => Text(json["doc_hash"]) is { } document
        ? Blake3.Hash(Encoding.UTF8.GetBytes($"{document}\n{Text(json["target_hash"])}")).ToString()[..DigestLength]
        : null;

    // A list is one value for each of several instructions; its mean is the document's. Pairs of other metrics say nothing alone.
    private static ImmutableSortedDictionary<string, double> Values(JsonObject json, SourceLocation location)
    {
        var names = (json["metrics"] as JsonArray)?.Select(Text).OfType<string>() ?? [];
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!json.TryGetPropertyValue(name, out var node))
            {
                throw DiagnosticTable.HarnessSampleInvalid.ExceptionAt(location, $"it has no value of its metric '{name}'.");
            }

            if (HarnessNumber.Of(node, out _) is { } number)
            {
                values[name] = number;
            }
            else if (node is JsonArray { Count: > 0 } list && list.All(item => item is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False))
            {
                values[name] = list.Average(item => item!.GetValue<bool>() ? 1.0 : 0.0);
            }
        }

        return values.ToImmutable();
    }

    // Of multiple choice, filtered_resps holds a log-likelihood, and whether it is greedy, for each choice.
    private static ImmutableArray<double> Choices(JsonObject json)
    {
        var choices = ImmutableArray.CreateBuilder<double>();
        foreach (var response in json["filtered_resps"] as JsonArray ?? [])
        {
            if (response is not JsonArray { Count: 2 } pair || Number(pair[0]) is not { } sum || !IsTruth(pair[1]))
            {
                return [];
            }

            choices.Add(sum);
        }

        return choices.Count > 1 ? choices.ToImmutable() : [];
    }

    private static int? Label(JsonObject json, int count) =>
        Number(json["target"]) is { } number && number == Math.Floor(number) && number >= 0 && number < count ? (int)number : null;

    private static string? Output(JsonObject json) => json["filtered_resps"] is JsonArray { Count: > 0 } responses ? Text(responses[0]) : null;

    // Logarithms come as numbers, or as text after a round through a cache.
    private static double? Number(JsonNode? node) => HarnessNumber.Of(node, out _) ??
        (Text(node) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null);

    private static bool IsTruth(JsonNode? node) => node is JsonValue value &&
        (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False || Text(node) is "True" or "False");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
