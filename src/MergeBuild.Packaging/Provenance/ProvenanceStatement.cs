using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging.Provenance;

/// <summary>An in-toto statement with SLSA provenance v1: https://slsa.dev/spec/v1.2/build-provenance.</summary>
internal static class ProvenanceStatement
{
    public const string PredicateType = "https://slsa.dev/provenance/v1";
    public const string BuildType = "https://github.com/mergebuild/mergebuild/blob/main/docs/provenance.md#merge-v1";

    /// <summary>The prefix of the subject that stands for the whole model: no file of a signed model has a colon in its name.</summary>
    public const string ModelPrefix = "model:";

    /// <summary>The statement.</summary>
    /// <param name="model">Every file with its digest, as a signature lists them.</param>
    /// <param name="facts">The manifest.</param>
    /// <param name="ledger">The parents and their licences.</param>
    /// <param name="build">The build itself.</param>
    /// <param name="digests">Known digests of the parents' files.</param>
    /// <param name="files">Where to read from.</param>
    /// <param name="cancellation">Stops between reads.</param>
    public static JsonObject Of(
        ModelStatement model, ManifestFacts facts, LicenseLedger ledger, BuildFacts build, Sha256Cache digests, IFileSystem files, CancellationToken cancellation) => new()
    {
        ["_type"] = ModelStatement.Type,
        ["subject"] = Subjects(model),
        ["predicateType"] = PredicateType,
        ["predicate"] = new JsonObject
        {
            ["buildDefinition"] = new JsonObject
            {
                ["buildType"] = BuildType,
                ["externalParameters"] = External(build),
                ["internalParameters"] = Internal(build),
                ["resolvedDependencies"] = new JsonArray([Recipe(build, digests), Tool(facts), .. Parents(facts, ledger, digests, files, cancellation)]),
            },
            ["runDetails"] = new JsonObject
            {
                ["builder"] = new JsonObject { ["id"] = build.BuilderId, ["version"] = new JsonObject { ["mergebuild"] = facts.ToolVersion } },
                ["metadata"] = new JsonObject
                {
                    ["invocationId"] = Guid.NewGuid().ToString(),
                    ["startedOn"] = Time(build.StartedOn),
                    ["finishedOn"] = Time(build.FinishedOn),
                },
                ["byproducts"] = new JsonArray([.. model.Resources.Where(IsByproduct).Select(Descriptor)]),
            },
        },
    };

    /// <summary>Every file, and last the model as a whole with the root digest of its signature.</summary>
    public static JsonArray Subjects(ModelStatement model) =>
        [.. model.Resources.Select(Descriptor), Descriptor(new SignedResource(ModelPrefix + model.ModelName, model.RootDigest))];

    /// <summary>A file as in-toto describes it.</summary>
    public static JsonObject Descriptor(SignedResource resource) => new()
    {
        ["name"] = resource.Name,
        ["digest"] = new JsonObject { [ModelStatement.Sha256] = resource.Digest },
    };

    private static bool IsByproduct(SignedResource resource) => resource.Name is MergeManifest.FileName or GateResults.FileName or LicenseLedger.FileName;

    private static JsonObject External(BuildFacts build)
    {
        var parameters = new JsonObject { ["recipe"] = RecipeUri(build) };
        if (build.Configuration is { Length: > 0 } configuration)
        {
            parameters["configuration"] = configuration;
        }

        return parameters;
    }

    private static JsonObject Internal(BuildFacts build) => new()
    {
        ["threads"] = build.Threads ?? Environment.ProcessorCount,
        ["vectorBits"] = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
        ["framework"] = RuntimeInformation.FrameworkDescription,
        ["operatingSystem"] = RuntimeInformation.OSDescription,
        ["runtimeIdentifier"] = RuntimeInformation.RuntimeIdentifier,
    };

    // Never a path of the machine: outside of a repository, the name alone.
    private static string RecipeUri(BuildFacts build) => build.Revision is not { } revision ? Path.GetFileName(build.RecipePath)
        : revision.Remote is { } remote ? $"git+{remote}@{revision.Commit}#{revision.RecipePath}"
        : revision.RecipePath;

    private static JsonObject Recipe(BuildFacts build, Sha256Cache digests)
    {
        var digest = new JsonObject { [ModelStatement.Sha256] = digests.Of(build.RecipePath) };
        var recipe = new JsonObject { ["name"] = Path.GetFileName(build.RecipePath), ["uri"] = RecipeUri(build), ["digest"] = digest };
        if (build.Revision is { } revision)
        {
            digest["gitCommit"] = revision.Commit;
            recipe["annotations"] = new JsonObject { ["modified"] = revision.IsModified };
        }

        return recipe;
    }

    private static JsonObject Tool(ManifestFacts facts) => new() { ["name"] = "MergeBuild.Sdk", ["uri"] = $"pkg:nuget/MergeBuild.Sdk@{facts.ToolVersion}" };

    private static IEnumerable<JsonObject> Parents(
        ManifestFacts facts, LicenseLedger ledger, Sha256Cache digests, IFileSystem files, CancellationToken cancellation)
    {
        var all = ledger.Parents.SelectMany(license => ParentFiles.Of(license.Parent, files).Select(file => (License: license, file.Name, file.Path))).ToImmutableArray();
        var known = digests.Of([.. all.Select(file => file.Path)], cancellation);
        foreach (var ((license, name, _), sha256) in all.Zip(known))
        {
            var parent = license.Parent;
            var listed = facts.Parents.FirstOrDefault(one => one.Name == parent.Name && parent.Role != ParentModel.AdapterRole);
            var annotations = new JsonObject
            {
                ["parent"] = parent.Name,
                ["role"] = parent.Role,
                ["licenses"] = new JsonArray([.. license.Ids.Select(id => (JsonNode)id)]),
            };
            if (listed?.Files.FirstOrDefault(file => file.Name == name)?.Digest.ToString() is { } blake3)
            {
                annotations["blake3"] = blake3;
            }

            var descriptor = Descriptor(new SignedResource($"{parent.Name}/{name}", sha256));
            if (parent.Snapshot is { } snapshot)
            {
                descriptor["uri"] = $"{snapshot.PackageUrl}#{name}";
            }

            descriptor["annotations"] = annotations;
            yield return descriptor;
        }
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
