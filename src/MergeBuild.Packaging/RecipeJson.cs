using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>What a manifest says of the recipe: all of it that decides a byte, so that it can be merged again.</summary>
internal static class RecipeJson
{
    /// <summary>The recipe as the manifest has it; <see cref="Reproduction.ManifestRecipe"/> reads it back.</summary>
    public static JsonObject Of(Recipe recipe, MergeMethod method)
    {
        var json = new JsonObject
        {
            ["method"] = method.Name,
            ["methodVersion"] = method.Version,
            ["seed"] = recipe.Seed,
        };
        if (recipe.OutputDType is { } dtype)
        {
            json["outputDType"] = dtype.TorchName();
        }

        if (recipe.Tokenizer is { } tokenizer)
        {
            json["tokenizer"] = ManifestTokenizer.Of(recipe, tokenizer);
        }

        if (recipe.ChatTemplate is { } template)
        {
            json["chatTemplate"] = template.Name;
            if (template.Name is ChatTemplateRule.OwnText or ChatTemplateRule.OwnFile)
            {
                json["chatTemplateText"] = template.Text;
            }
        }

        if (!recipe.Omissions.IsEmpty)
        {
            json["omissions"] = Array(recipe.Omissions.Select(omission => Omission(recipe, omission)));
        }

        json["parameters"] = Parameters(recipe.Parameters);
        if (recipe.Modules is [{ Name: null } whole])
        {
            json["slices"] = Slices(recipe, whole);
            return json;
        }

        json["modules"] = Array(recipe.Modules.Select(module => new JsonObject
        {
            ["name"] = module.Name,
            ["parameters"] = Parameters(module.Parameters),
            ["slices"] = Slices(recipe, module),
        }));
        return json;
    }

    private static JsonObject Omission(Recipe recipe, RecipeOmission omission)
    {
        var json = new JsonObject { ["parent"] = recipe.Models[omission.Model].Name };
        if (omission.Tensors is { } tensors)
        {
            json["tensors"] = Array(tensors.Order(StringComparer.Ordinal).Select(name => (JsonNode)name));
        }

        return json;
    }

    private static JsonArray Slices(Recipe recipe, RecipeModule module) => Array(module.Slices.Select(slice =>
    {
        var json = new JsonObject();
        if (slice.BaseModel is { } baseModel)
        {
            json["base"] = recipe.Models[baseModel].Name;
        }

        json["parameters"] = Parameters(slice.Parameters);
        json["sources"] = Array(slice.Sources.Select(source => Source(recipe, source)));
        return json;
    }));

    private static JsonObject Source(Recipe recipe, RecipeSource source)
    {
        var json = new JsonObject { ["parent"] = recipe.Models[source.Model].Name };
        if (source.Layers is { } layers)
        {
            json["layers"] = new JsonArray(layers.Start, layers.End);
        }

        json["parameters"] = Parameters(source.Parameters);
        return json;
    }

    private static JsonObject Parameters(ParameterSet parameters)
    {
        var json = new JsonObject();
        foreach (var assignment in parameters.Assignments)
        {
            json[assignment.Name] = Array(assignment.Value.Conditions.Select(condition =>
            {
                var entry = new JsonObject();
                if (condition.Filter is { } filter)
                {
                    entry["filter"] = filter;
                }

                entry["values"] = Array(condition.Values.Select(value => (JsonNode)value));
                return entry;
            }));
        }

        return json;
    }

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
