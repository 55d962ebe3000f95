using System.Text.Json.Nodes;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>What the manifest says of the rule for tokens.</summary>
internal static class ManifestTokenizer
{
    public static JsonObject Of(Recipe recipe, TokenizerRule rule) => new()
    {
        ["source"] = rule.Model is { } model ? recipe.Models[model].Name : rule.Source == TokenizerSource.Base ? "base" : "union",
        ["padToMultipleOf"] = rule.PadToMultipleOf,
        ["tokens"] = new JsonArray([.. rule.Tokens.Select(token => Of(recipe, token))]),
    };

    private static JsonObject Of(Recipe recipe, TokenRule rule)
    {
        var json = new JsonObject { ["token"] = rule.Token, ["force"] = rule.IsForced };
        if (rule.Origin is not { } origin)
        {
            return json;
        }

        json["kind"] = origin.Model is null ? "zero" : "model";
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
