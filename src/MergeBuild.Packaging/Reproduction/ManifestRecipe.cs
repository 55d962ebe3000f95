using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>
/// The recipe that a manifest states, as one that can be merged: the counterpart of <see cref="RecipeJson"/>. Whatever is
/// not known here is refused, since a recipe of which a part is overlooked merges to something else.
/// </summary>
internal static class ManifestRecipe
{
    /// <summary>Reads a recipe.</summary>
    /// <param name="json">The member <c>recipe</c> of the manifest.</param>
    /// <param name="models">The parents in the order of the manifest, each with a folder.</param>
    /// <param name="baseModel">The index of the base model, if there is one.</param>
    /// <exception cref="MergeBuildException">
    /// The recipe is not valid (MB5041), its method is not ours (MB5333), or a part of it is not in the manifest (MB5334).
    /// </exception>
    public static Recipe Read(JsonFields json, ImmutableArray<RecipeModel> models, int? baseModel)
    {
        json.RefuseOthers(
            "method", "methodVersion", "seed", "outputDType", "tokenizer", "chatTemplate", "chatTemplateText", "omissions", "parameters", "slices", "modules");
        var names = models.Select(model => model.Name).ToImmutableArray();
        return new Recipe
        {
            Method = new Located<string>(ReadMethod(json), null),
            Models = models,
            BaseModel = baseModel,
            Seed = json.UnsignedNumber("seed"),
            OutputDType = ReadDType(json),
            Tokenizer = json.Has("tokenizer") ? ManifestTokenizer.Read(json.Object("tokenizer"), names) : null,
            ChatTemplate = ReadChatTemplate(json),
            Omissions = json.Has("omissions") ? [.. json.Objects("omissions").Select(item => ReadOmission(item, names))] : [],
            Parameters = ManifestParameters.Read(json),
            Modules = ReadModules(json, names),
            Location = json.Location,
        };
    }

    private static string ReadMethod(JsonFields json)
    {
        var (name, version) = (json.Text("method"), json.WholeNumber("methodVersion"));
        var known = MergeMethods.All.GetValueOrDefault(name)?.Version;
        return known == version ? name : throw DiagnosticTable.MethodVersionDiffers.ExceptionAt(
            json.Location, version, name, MergeManifest.ToolVersion, known is { } ours ? FormattableString.Invariant($"version {ours}") : "no such method");
    }

    private static DType? ReadDType(JsonFields json)
    {
        if (json.OptionalText("outputDType") is not { } text)
        {
            return null;
        }

        // Recipes may write torch.float32; a manifest does not.
        return DTypes.TryParseTorchName(text, out var dtype) && dtype.TorchName() == text
            ? dtype
            : throw json.Invalid($"'{text}' is no type of a result{Suggestion.For(text, DTypes.TorchNames)}.");
    }

    private static ChatTemplateRule? ReadChatTemplate(JsonFields json)
    {
        var (name, text) = (json.OptionalText("chatTemplate"), json.OptionalText("chatTemplateText"));
        return name switch
        {
            ChatTemplateRule.OwnText or ChatTemplateRule.OwnFile => new ChatTemplateRule(
                name, text ?? throw DiagnosticTable.ManifestSaysTooLittle.ExceptionAt(json.Location, "the text of its chat template"), null, null),
            _ when text is not null => throw json.Invalid("'chatTemplateText' of the recipe is without a 'chatTemplate' that it would belong to."),
            null => null,
            ChatTemplateRule.Auto => new ChatTemplateRule(name, null, null, null),
            _ when ChatTemplates.BuiltIn.TryGetValue(name, out var builtIn) => new ChatTemplateRule(name, builtIn, null, null),
            _ => throw json.Invalid($"'{name}' is no chat template{Suggestion.For(name, ChatTemplates.BuiltIn.Keys.Append(ChatTemplateRule.Auto))}."),
        };
    }

    private static RecipeOmission ReadOmission(JsonFields json, ImmutableArray<string> names)
    {
        json.RefuseOthers("parent", "tensors");
        return new RecipeOmission(
            json.IndexOf("parent", names), json.Has("tensors") ? json.TextArray("tensors").ToImmutableSortedSet(StringComparer.Ordinal) : null);
    }

    private static ImmutableArray<RecipeModule> ReadModules(JsonFields json, ImmutableArray<string> names)
    {
        if (json.Has("slices") == json.Has("modules"))
        {
            throw json.Invalid("the recipe has to have either slices or modules.");
        }

        return json.Has("slices")
            ? [new RecipeModule(null, ReadSlices(json, names), Merging.Parameters.ParameterSet.Empty, null)]
            : json.Some("modules", [.. json.Objects("modules").Select(module =>
            {
                module.RefuseOthers("name", "parameters", "slices");
                return new RecipeModule(module.Text("name"), ReadSlices(module, names), ManifestParameters.Read(module), null);
            })]);
    }

    private static ImmutableArray<RecipeSlice> ReadSlices(JsonFields owner, ImmutableArray<string> names) => owner.Some("slices", [.. owner.Objects("slices").Select(slice =>
    {
        slice.RefuseOthers("base", "parameters", "sources");
        return new RecipeSlice(slice.Some("sources", [.. slice.Objects("sources").Select(source => ReadSource(source, names))]), ManifestParameters.Read(slice))
        {
            BaseModel = slice.Has("base") ? slice.IndexOf("base", names) : null,
        };
    })]);

    private static RecipeSource ReadSource(JsonFields json, ImmutableArray<string> names)
    {
        json.RefuseOthers("parent", "layers", "parameters");
        LayerRange? layers = null;
        if (json.Has("layers"))
        {
            layers = json.WholeNumbers("layers") is [var start, var end] && start < end && end <= int.MaxValue
                ? new LayerRange((int)start, (int)end)
                : throw json.Invalid("'layers' is not the first layer, and one past the last.");
        }

        return new RecipeSource(json.IndexOf("parent", names), layers, ManifestParameters.Read(json), null);
    }
}
