using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>
/// The tokens that config.json and generation_config.json name by number. Where the tokenizer comes from another model
/// than those files, the numbers are translated by way of the tokens.
/// </summary>
public static class SpecialTokens
{
    private const string Suffix = "_token_id";
    private static readonly string[] OtherKeys = ["suppress_tokens", "begin_suppress_tokens"];

    /// <summary>Translates the numbers in a configuration of the donor.</summary>
    /// <param name="json">What config.json or generation_config.json holds; changed.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="donor">Index of the parent that the configuration is from.</param>
    /// <param name="substitute">The same file of the parent that the tokenizer is from, if there is one: it helps where a token is lost.</param>
    public static void Translate(JsonObject json, TokenizerPlan plan, int donor, JsonObject? substitute)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Model == donor)
        {
            return;
        }

        var tokens = TokensOf(plan, donor);
        foreach (var (key, node) in json.ToArray().Where(pair => IsSpecial(pair.Key)))
        {
            json[key] = Translate(node, plan, tokens) ?? substitute?[key]?.DeepClone();
        }
    }

    /// <summary>Warns of special tokens of the donor's configuration that the result does not have.</summary>
    internal static void Check(Recipe recipe, ImmutableArray<ModelDirectory> parents, int donor, TokenizerPlan plan, DiagnosticBag diagnostics)
    {
        if (plan.Model == donor || parents[donor].Config?.Copy() is not { } config)
        {
            return;
        }

        var tokens = TokensOf(plan, donor);
        var substitute = parents[plan.Model].Config?.Copy();
        foreach (var (key, node) in config.Where(pair => IsSpecial(pair.Key)))
        {
            foreach (var id in Ids(node).Where(id => TokenOf(id, tokens) is { } token && !plan.Ids.ContainsKey(token)))
            {
                var value = Translate(node, plan, tokens) ?? substitute?[key];
                diagnostics.Report(DiagnosticTable.SpecialTokenLost.At(
                    recipe.Tokenizer!.Location, key, recipe.Models[donor].Name, tokens[id], value?.ToJsonString() ?? "null"));
            }
        }
    }

    private static bool IsSpecial(string key) => key.EndsWith(Suffix, StringComparison.Ordinal) || OtherKeys.Contains(key, StringComparer.Ordinal);

    private static Dictionary<int, string> TokensOf(TokenizerPlan plan, int donor)
    {
        var tokens = new Dictionary<int, string>();
        foreach (var (token, id) in plan.ParentIds[donor])
        {
            tokens[id] = tokens.TryGetValue(id, out var other) && string.CompareOrdinal(other, token) < 0 ? other : token;
        }

        return tokens;
    }

    // A number that stands for no token, such as -1, stays.
    private static JsonNode? Translate(JsonNode? node, TokenizerPlan plan, Dictionary<int, string> tokens)
    {
        if (node is JsonArray list)
        {
            var kept = list.Select(item => Translate(item, plan, tokens)).OfType<JsonNode>().ToArray();
            return kept.Length > 0 || list.Count == 0 ? new JsonArray(kept) : null;
        }

        return node is JsonValue value && value.TryGetValue(out int id) && TokenOf(id, tokens) is { } token
            ? plan.Ids.TryGetValue(token, out var other) ? JsonValue.Create(other) : null
            : node?.DeepClone();
    }

    private static IEnumerable<int> Ids(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Ids),
        JsonValue value when value.TryGetValue(out int id) => [id],
        _ => [],
    };

    private static string? TokenOf(int id, Dictionary<int, string> tokens) => tokens.GetValueOrDefault(id);
}
