using System.Collections.Immutable;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging;

/// <summary>A parent as a manifest lists it.</summary>
/// <param name="Name">The name in the recipe.</param>
/// <param name="Role"><c>base</c> or <c>expert</c>.</param>
/// <param name="Files">Its files, by name.</param>
/// <param name="AdapterFiles">Those of its adapter; none where it has no adapter.</param>
internal sealed record ManifestParent(string Name, string Role, ImmutableArray<ListedFile> Files, ImmutableArray<ListedFile> AdapterFiles)
{
    /// <summary>The role of the base model.</summary>
    public const string BaseRole = "base";

    /// <summary>The role of all others.</summary>
    public const string ExpertRole = "expert";

    /// <summary>Where it came from; null for a folder.</summary>
    public ManifestSource? Source { get; init; }

    /// <summary>Where its adapter came from; null for a folder, and where it has no adapter.</summary>
    public ManifestSource? AdapterSource { get; init; }

    /// <summary>The digest of the first weight file; null where there is none.</summary>
    public string? WeightsDigest => Files.FirstOrDefault(file => file.Name.EndsWith(".safetensors", StringComparison.Ordinal))?.Digest.ToString();

    /// <summary>The same, shortened: enough for a person to tell models apart.</summary>
    public string ShortDigest => WeightsDigest is { } digest ? digest[..16] : "";

    /// <summary>Reads an entry of a manifest's parents.</summary>
    /// <exception cref="Diagnostics.MergeBuildException">It is not valid (MB5041).</exception>
    public static ManifestParent Parse(JsonFields json)
    {
        var adapter = json.Has("adapter") ? json.Object("adapter") : null;
        return new ManifestParent(json.Text("name"), json.Text("role"), ReadFiles(json), adapter is null ? [] : ReadFiles(adapter))
        {
            Source = ManifestSource.Parse(json), AdapterSource = adapter is null ? null : ManifestSource.Parse(adapter),
        };
    }

    private static ImmutableArray<ListedFile> ReadFiles(JsonFields json) => [.. json.Objects("files").Select(ListedFile.Parse)];
}
