using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Cli.Output;

/// <summary>A JSON document in a file, written whole or not at all.</summary>
internal static class JsonFileOutput
{
    /// <summary>Writes the document in the place of an older one.</summary>
    public static void Write(string path, JsonObject document)
    {
        var full = Path.GetFullPath(path);
        using var publication = new Publication(PhysicalFileSystem.Instance, Path.GetDirectoryName(full)!);
        publication.Write(Path.GetFileName(full), CanonicalJson.Write(document));
        publication.Commit();
    }
}
