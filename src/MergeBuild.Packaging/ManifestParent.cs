using System.Collections.Immutable;

namespace MergeBuild.Packaging;

/// <summary>A parent as a manifest lists it.</summary>
/// <param name="Name">The name in the recipe.</param>
/// <param name="Role"><c>base</c> or <c>expert</c>.</param>
/// <param name="Files">Its files with their BLAKE3 digests, by name.</param>
/// <param name="AdapterFiles">Those of its adapter.</param>
internal sealed record ManifestParent(
    string Name, string Role, ImmutableArray<(string Name, string Blake3)> Files, ImmutableArray<(string Name, string Blake3)> AdapterFiles)
{
    /// <summary>The digest of the first weight file, shortened: enough for a person to tell models apart.</summary>
    public string ShortDigest => Files.FirstOrDefault(file => file.Name.EndsWith(".safetensors", StringComparison.Ordinal)) is { Blake3: { } digest } ? digest[..16] : "";

    /// <summary>Reads an entry of a manifest's parents.</summary>
    public static ManifestParent Parse(JsonFields json) => new(
        json.Text("name"), json.Text("role"), ReadFiles(json), json.Has("adapter") ? ReadFiles(json.Object("adapter")) : []);

    private static ImmutableArray<(string Name, string Blake3)> ReadFiles(JsonFields json) =>
        [.. json.Objects("files").Select(file => (file.Text("name"), file.Digest("blake3").ToString()))];
}
