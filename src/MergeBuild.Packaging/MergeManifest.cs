using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>
/// <c>merge.manifest.json</c>: what went in, what was done with every tensor, what came out. Two builds of the same
/// inputs give the same bytes, so nothing here tells of a clock, a host or a folder. Its schema is
/// <c>docs/merge.manifest.schema.json</c>.
/// </summary>
public static class MergeManifest
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "merge.manifest.json";

    /// <summary>Raised when a reader of the old form would misread the new one.</summary>
    public const int SchemaVersion = 2;

    /// <summary>The version of MergeBuild that is running.</summary>
    public static string ToolVersion { get; } =
        typeof(MergeManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    internal static byte[] Write(
        MergePlan plan, ParentDigests parents, ModelSnapshot snapshot, IEnumerable<SnapshotFile> companions, Func<string, Blake3Digest> keyOf)
    {
        var manifest = new JsonObject
        {
            ["schemaVersion"] = SchemaVersion,
            ["mergebuild"] = ToolVersion,
            ["recipe"] = RecipeText(plan),
            ["parents"] = Array(plan.Parents.Select((_, i) => Parent(plan, i, parents))),
            ["files"] = Array(snapshot.Files.Concat(companions).OrderBy(file => file.Name, StringComparer.Ordinal).Select(File)),
            ["tensors"] = Array(plan.Tensors.Select(tensor => Tensor(plan, tensor, snapshot, keyOf))),
            ["dropped"] = Array(plan.Dropped.Select(dropped => new JsonObject { ["name"] = dropped.Name, ["reason"] = dropped.Reason })),
        };
        if (plan.Approximation is { } approximation)
        {
            manifest["approximation"] = ApproximationJson.Of(approximation);
        }

        return CanonicalJson.Write(manifest);
    }

    private static JsonObject RecipeText(MergePlan plan)
    {
        var recipe = plan.Recipe;
        var json = new JsonObject
        {
            ["method"] = plan.Method.Name,
            ["methodVersion"] = plan.Method.Version,
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
            json["tensors"] = Array(tensors.Select(name => (JsonNode)name));
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

    private static JsonObject Parent(MergePlan plan, int index, ParentDigests parents)
    {
        var model = plan.Recipe.Models[index];
        var json = new JsonObject
        {
            ["name"] = model.Name,
            ["role"] = index == plan.Recipe.BaseModel ? "base" : "expert",
        };
        AddSource(json, model.Hub, model.Commit);
        if (model.Package is { } package)
        {
            json["source"] = Source(package);
        }

        json["files"] = Array(parents.Of(plan.Parents[index]).Select(File));
        if (plan.Adapters[index] is { } adapter)
        {
            var adapterJson = new JsonObject();
            AddSource(adapterJson, model.Adapter?.Hub, model.Adapter?.Commit);
            adapterJson["files"] = Array(parents.Of(adapter.Directory).Select(File));
            json["adapter"] = adapterJson;
        }

        return json;
    }

    // Of a folder nothing is said: where it lies is the machine's business.
    private static void AddSource(JsonObject json, HubReference? hub, string? commit)
    {
        if (hub is not null && commit is not null)
        {
            json["source"] = new JsonObject { ["kind"] = "hub", ["repository"] = hub.Repository, ["commit"] = commit };
        }
    }

    private static JsonObject Source(RecipePackage package)
    {
        var json = new JsonObject { ["kind"] = "package", ["id"] = package.Id, ["version"] = package.Version };
        if (package.ContentHash is { } hash)
        {
            json["contentHash"] = hash;
        }

        return json;
    }

    private static JsonObject File(SnapshotFile file) => new()
    {
        ["name"] = file.Name,
        ["length"] = file.Length,
        ["blake3"] = file.Digest.ToString(),
    };

    private static JsonObject Tensor(MergePlan plan, TensorPlan tensor, ModelSnapshot snapshot, Func<string, Blake3Digest> keyOf)
    {
        var json = new JsonObject
        {
            ["name"] = tensor.Result.Name,
            ["dtype"] = tensor.Result.DType.ToString(),
            ["shape"] = Array(tensor.Result.Shape.Select(dimension => (JsonNode)dimension)),
            ["file"] = snapshot.TensorFiles[tensor.Result.Name],
            ["blake3"] = snapshot.TensorDigests[tensor.Result.Name].ToString(),
            ["key"] = keyOf(tensor.Result.Name).ToString(),
            ["operation"] = tensor.IsCopy ? "copy" : "merge",
        };
        if (!tensor.IsCopy)
        {
            json["parameters"] = Values(plan.Method, tensor.Operands.Parameters);
        }

        json["sources"] = Array(tensor.Sources.Select(source => SourceTensor(plan, tensor, source)));
        return json;
    }

    private static JsonObject SourceTensor(MergePlan plan, TensorPlan tensor, SourceTensor source)
    {
        var json = new JsonObject { ["parent"] = source.ModelName, ["tensor"] = source.Tensor.Entry.Name };
        var expert = tensor.Experts.IndexOf(source);
        if (!tensor.IsCopy && expert >= 0 && tensor.Operands.Experts[expert].Parameters is { Values.Count: > 0 } values)
        {
            json["parameters"] = Values(plan.Method, values);
        }

        if (source.Adapter is { } update)
        {
            json["adapter"] = AdapterJson.Of(update);
        }

        return json;
    }

    private static JsonObject Values(MergeMethod method, ParameterValues values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values.Values)
        {
            json[name] = method.Parameters.First(definition => definition.Name == name).Kind switch
            {
                ParameterKind.Boolean => value != 0,
                ParameterKind.Choice => method.Parameters.First(definition => definition.Name == name).Format(value),
                _ => value,
            };
        }

        return json;
    }

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
