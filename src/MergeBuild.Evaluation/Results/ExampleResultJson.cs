using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MergeBuild.Evaluation.Results;

/// <summary>The result of one example as JSON; members that it does not have are left out.</summary>
internal static class ExampleResultJson
{
    public static JsonObject Write(ExampleResult example)
    {
        var json = new JsonObject { ["id"] = example.Id };
        Add(json, "digest", example.Digest);
        Add(json, "promptDigest", example.PromptDigest);
        Add(json, "filter", example.Filter);
        Add(json, "cluster", example.Cluster);
        Add(json, "tags", example.Tags.IsEmpty ? null : new JsonArray([.. example.Tags.Select(tag => (JsonNode)tag)]));
        Add(json, "values", example.Values.IsEmpty ? null : new JsonObject(example.Values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value))));
        Add(json, "output", example.Output);
        Add(json, "extracted", example.Extracted);
        Add(json, "logProbability", example.LogProbability);
        Add(json, "isGreedy", example.IsGreedy);
        Add(json, "logProbabilities", example.LogProbabilities.IsEmpty ? null : new JsonArray([.. example.LogProbabilities.Select(value => (JsonNode)value)]));
        Add(json, "label", example.Label);
        Add(json, "predicted", example.Predicted);
        Add(json, "tokens", example.Tokens);
        Add(json, "words", example.Words);
        Add(json, "bytes", example.Bytes);
        return json;
    }

    public static ExampleResult Read(ResultFields fields)
    {
        var example = new ExampleResult
        {
            Id = fields.Text("id"),
            Digest = fields.OptionalText("digest"),
            PromptDigest = fields.OptionalText("promptDigest"),
            Filter = fields.OptionalText("filter"),
            Cluster = fields.OptionalText("cluster"),
            Tags = fields.Texts("tags"),
            Values = fields.NamedNumbers("values").ToImmutableSortedDictionary(StringComparer.Ordinal),
            Output = fields.OptionalText("output"),
            Extracted = fields.OptionalText("extracted"),
            LogProbability = fields.OptionalNumber("logProbability"),
            IsGreedy = fields.OptionalTruth("isGreedy"),
            LogProbabilities = fields.Numbers("logProbabilities"),
            Label = fields.OptionalWhole("label"),
            Predicted = fields.OptionalWhole("predicted"),
            Tokens = fields.OptionalWhole("tokens"),
            Words = fields.OptionalWhole("words"),
            Bytes = fields.OptionalWhole("bytes"),
        };
        fields.End();
        return example;
    }

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json.Add(name, value);
        }
    }
}
