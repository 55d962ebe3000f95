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
            ["recipe"] = RecipeJson.Of(plan.Recipe, plan.Method),
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

    private static JsonObject Parent(MergePlan plan, int index, ParentDigests parents)
    {
        var model = plan.Recipe.Models[index];
        var json = new JsonObject
        {
            ["name"] = model.Name,
            ["role"] = index == plan.Recipe.BaseModel ? ManifestParent.BaseRole : ManifestParent.ExpertRole,
        };
        AddSource(json, model.Hub, model.Commit);
        if (model.Package is { } package)
        {
            json["source"] = ManifestSource.Of(package);
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
            json["source"] = ManifestSource.Of(hub, commit);
        }
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
