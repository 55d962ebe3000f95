using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Models;

/// <summary>
/// The member <c>seal</c> of a JSON file that a program wrote and nobody edits: BLAKE3 of the file without it. A flipped bit that leaves
/// valid JSON is noticed by it. It is no signature; a file without one is read as it is.
/// </summary>
public static class JsonSeal
{
    private const string Member = "seal";

    /// <summary>The bytes of an object with its seal as the last member.</summary>
    public static byte[] Write(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var whole = (JsonObject)content.DeepClone();
        whole[Member] = Of(content);
        return CanonicalJson.Write(whole);
    }

    /// <summary>Takes the seal out of an object; whether it is that of the rest, or there is none.</summary>
    public static bool Open(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!json.Remove(Member, out var seal))
        {
            return true;
        }

        return seal is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == Of(json);
    }

    /// <summary>Reads an object, and refuses one whose seal is broken.</summary>
    /// <param name="files">Where it is read.</param>
    /// <param name="path">The file.</param>
    /// <param name="invalid">What is said of a file that is not valid: the path, and why.</param>
    /// <exception cref="MergeBuildException">The file is missing, no JSON, or not what was written.</exception>
    public static JsonObject Read(IFileSystem files, string path, DiagnosticDescriptor invalid)
    {
        ArgumentNullException.ThrowIfNull(invalid);
        var json = JsonFile.ReadObject(files, path, invalid);
        return Open(json) ? json : throw invalid.Exception(path, Broken);
    }

    /// <summary>What is said of a broken seal.</summary>
    public const string Broken = "its content is not what its 'seal' says; the file was damaged or edited.";

    private static string Of(JsonObject content) => Blake3.Hash(CanonicalJson.Write(content)).ToString();
}
