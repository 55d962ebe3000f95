using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>A manifest, read whole and strictly, as what a merge has to come to.</summary>
internal sealed record StatedMerge
{
    private const string Approximation = "approximation";

    /// <summary>The manifest.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>The version of MergeBuild that wrote it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Its recipe; the models have no folders yet.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The parents in the order of the recipe's models.</summary>
    public required ImmutableArray<ManifestParent> Parents { get; init; }

    /// <summary>Files and tensors.</summary>
    public required ManifestListing Listing { get; init; }

    /// <summary>A shard size that spreads the tensors as they are.</summary>
    public required long ShardSize { get; init; }

    /// <summary>The read budget in bytes; null for a full merge.</summary>
    public long? ReadBudget { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="place">Where they come from, for messages.</param>
    /// <exception cref="MergeBuildException">It is not valid (MB5041), or cannot be merged again (MB5333, MB5334).</exception>
    public static StatedMerge Parse(byte[] bytes, string place)
    {
        var json = new JsonFields(JsonFile.ParseObject(bytes, place, DiagnosticTable.ManifestInvalid), place, "the manifest", DiagnosticTable.ManifestInvalid);
        var listing = ManifestListing.Parse(json);
        json.RefuseOthers("schemaVersion", "mergebuild", "recipe", "parents", "files", "tensors", "dropped", Approximation);
        var parents = ReadParents(json);
        var bases = parents.Index().Where(parent => parent.Item.Role == ManifestParent.BaseRole).Select(parent => (int?)parent.Index).ToArray();
        var recipe = ManifestRecipe.Read(
            json.Object("recipe"), [.. parents.Select(parent => ModelOf(parent, json.Location))],
            bases.Length <= 1 ? bases.SingleOrDefault() : throw json.Invalid("it has several base models."));
        return new StatedMerge
        {
            Json = json.Json,
            ToolVersion = json.Text("mergebuild"),
            Recipe = recipe,
            Parents = parents,
            Listing = listing,
            ShardSize = StatedShards.SizeOf(listing, json),
            ReadBudget = json.Has(Approximation) && json.Object(Approximation).WholeNumber("readBudget") is var budget
                ? budget > 0 ? budget : throw json.Invalid("its read budget is 0.")
                : null,
        };
    }

    private static ImmutableArray<ManifestParent> ReadParents(JsonFields json)
    {
        var parents = ImmutableArray.CreateBuilder<ManifestParent>();
        foreach (var item in json.Objects("parents"))
        {
            RefuseOthers(item, "name", "role", "source", "files", "adapter");
            if (item.Has("adapter"))
            {
                RefuseOthers(item.Object("adapter"), "source", "files");
            }

            var parent = ManifestParent.Parse(item);
            if (parent.Role is not (ManifestParent.BaseRole or ManifestParent.ExpertRole))
            {
                throw item.Invalid($"'{parent.Role}' is no role of a parent; allowed are {ManifestParent.BaseRole}, {ManifestParent.ExpertRole}.");
            }

            if (parents.Any(other => other.Name == parent.Name))
            {
                throw item.Invalid($"two parents are called '{parent.Name}'.");
            }

            if (parent.Files.IsEmpty || (item.Has("adapter") && parent.AdapterFiles.IsEmpty))
            {
                throw item.Invalid($"the parent '{parent.Name}' has no files.");
            }

            parents.Add(parent);
        }

        return parents.Count > 0 ? parents.ToImmutable() : throw json.Invalid("it has no parents.");
    }

    private static void RefuseOthers(JsonFields owner, params string[] allowed)
    {
        owner.RefuseOthers(allowed);
        if (owner.Has("source"))
        {
            owner.Object("source").RefuseOthers("kind", "repository", "commit", "id", "version", "contentHash");
        }
    }

    private static RecipeModel ModelOf(ManifestParent parent, SourceLocation place) => new(parent.Name, "", place)
    {
        Hub = parent.Source?.Hub,
        Commit = parent.Source?.Hub?.Revision,
        Package = parent.Source?.Package,
        Adapter = parent.AdapterFiles.IsEmpty ? null : new RecipeAdapter("", place) { Hub = parent.AdapterSource?.Hub, Commit = parent.AdapterSource?.Hub?.Revision },
    };
}
