using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Versions;

/// <summary>What of a manifest decides the version of a model.</summary>
internal sealed record ComparedManifest(
    JsonObject Recipe, ImmutableArray<ManifestParent> Parents, ImmutableArray<ListedFile> Files, ImmutableArray<ListedTensor> Tensors)
{
    /// <summary>Reads a manifest.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="place">Where they come from, for messages.</param>
    /// <exception cref="MergeBuildException">It is not valid (MB5041).</exception>
    public static ComparedManifest Parse(byte[] bytes, string place)
    {
        var json = new JsonFields(JsonFile.ParseObject(bytes, place, DiagnosticTable.ManifestInvalid), place, "the manifest", DiagnosticTable.ManifestInvalid);
        var listing = ManifestListing.Parse(json);
        return new ComparedManifest(
            json.Object("recipe").Json, [.. json.Objects("parents").Select(ManifestParent.Parse)], listing.Files, listing.Tensors);
    }
}
