using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>What the manifest says of the rule for tokens.</summary>
internal static class ManifestTokenizer
{
    private const string Union = "union";
    private const string Base = "base";
    private const string Zero = "zero";
    private const string Model = "model";

    // A parent may be called union or base, too.
    private const string IsParent = "sourceIsParent";

    /// <summary>The rule as the manifest has it.</summary>
    public static JsonObject Of(Recipe recipe, TokenizerRule rule)
    {
        var source = rule.Model is { } model ? recipe.Models[model].Name : rule.Source == TokenizerSource.Base ? Base : Union;
        var json = new JsonObject { ["source"] = source };
        if (rule.Model is not null && source is Union or Base)
        {
            json[IsParent] = true;
        }

        json["padToMultipleOf"] = rule.PadToMultipleOf;
        json["tokens"] = new JsonArray([.. rule.Tokens.Select(token => Of(recipe, token))]);
        return json;
    }

    /// <summary>Reads the rule back.</summary>
    /// <param name="json">The rule.</param>
    /// <param name="parents">The names of the recipe's models, in order.</param>
    /// <exception cref="Diagnostics.MergeBuildException">It is not valid (MB5041).</exception>
    public static TokenizerRule Read(JsonFields json, ImmutableArray<string> parents)
    {
        json.RefuseOthers("source", IsParent, "padToMultipleOf", "tokens");
        var source = json.Text("source");
        var rule = json.Has(IsParent) && json.Truth(IsParent) ? Taken(json.IndexOf("source", parents))
            : source switch { Union => new TokenizerRule(), Base => new TokenizerRule { Source = TokenizerSource.Base }, _ => Taken(json.IndexOf("source", parents)) };
        var tokens = json.Objects("tokens").Select(token => ReadToken(token, parents)).ToImmutableArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return tokens.FirstOrDefault(token => !seen.Add(token.Token)) is { } twice
            ? throw json.Invalid($"the token '{twice.Token}' has two rules.")
            : rule with { Tokens = tokens, PadToMultipleOf = json.WholeNumber("padToMultipleOf", 1, YamlTokenizer.LargestMultiple) };
    }

    private static TokenizerRule Taken(int model) => new() { Source = TokenizerSource.Model, Model = model };

    private static TokenRule ReadToken(JsonFields json, ImmutableArray<string> parents)
    {
        json.RefuseOthers("token", "force", "kind", "parent", "parentToken", "parentTokenId");
        var origin = json.OptionalText("kind") switch
        {
            null => null,
            Zero => TokenOrigin.Zero,
            Model => new TokenOrigin(
                json.IndexOf("parent", parents), json.OptionalText("parentToken"),
                json.Has("parentTokenId") ? json.WholeNumber("parentTokenId", 0, int.MaxValue) : null),
            var other => throw json.Invalid($"'{other}' is no kind of row; allowed are {Model}, {Zero}."),
        };
        return new TokenRule(json.Text("token"), origin, json.Truth("force"), null);
    }

    private static JsonObject Of(Recipe recipe, TokenRule rule)
    {
        var json = new JsonObject { ["token"] = rule.Token, ["force"] = rule.IsForced };
        if (rule.Origin is not { } origin)
        {
            return json;
        }

        json["kind"] = origin.Model is null ? Zero : Model;
        if (origin.Model is { } model)
        {
            json["parent"] = recipe.Models[model].Name;
        }

        if (origin.Token is { } token)
        {
            json["parentToken"] = token;
        }

        if (origin.Id is { } id)
        {
            json["parentTokenId"] = id;
        }

        return json;
    }
}
