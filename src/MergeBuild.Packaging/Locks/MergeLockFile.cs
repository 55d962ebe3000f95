using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Locks;

/// <summary>
/// The lock file as JSON. Entries are sorted, so that equal locks have equal bytes and changes show as few lines:
/// <c>{"version": 1, "parents": [{"kind": "hub", "source", "requested", "resolved", "files": [{"name", "length", "sha256"}]}]}</c>.
/// </summary>
public static class MergeLockFile
{
    private const int Version = 1;
    private const string HubKind = "hub";
    private const int Sha256Digits = 64;
    private static readonly string[] Members = ["kind", "source", "requested", "resolved", "movedTo", "files"];

    /// <summary>Reads a lock file; an empty lock where there is none.</summary>
    /// <exception cref="MergeBuildException">The file cannot be read, or is not one (MB5120).</exception>
    public static MergeLock Read(string path, IFileSystem files)
    {
        if (!DirectoryEntry.Exists(path))
        {
            return MergeLock.Empty;
        }

        var json = JsonFile.ReadObject(files, path, DiagnosticTable.LockInvalid);
        if (json["version"] is not JsonValue number || !number.TryGetValue(out int version) || version != Version)
        {
            throw Invalid(path, $"its version is not {Version}");
        }

        var entries = Array(json["parents"], path, "parents").Select(node => node as JsonObject ?? throw Invalid(path, "an entry of 'parents' is no object")).ToArray();
        var parents = entries.Where(entry => Text(entry, "kind", path) == HubKind).Select(entry => Parent(entry, path)).ToImmutableArray();
        return parents.Select(parent => parent.Reference).Distinct().Count() == parents.Length
            ? new MergeLock(parents) { Others = [.. entries.Where(entry => Text(entry, "kind", path) != HubKind)] }
            : throw Invalid(path, "it lists a parent twice");
    }

    /// <summary>The bytes of a lock file; equal locks have equal bytes.</summary>
    public static byte[] Bytes(MergeLock value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return CanonicalJson.Write(new JsonObject
        {
            ["version"] = Version,
            ["parents"] = new JsonArray(
            [
                .. value.Others.Select(entry => (JsonObject)entry.DeepClone())
                    .Concat(value.Parents.Select(Json))
                    .OrderBy(entry => $"{entry["kind"]}\n{entry["source"]}\n{entry["requested"]}", StringComparer.Ordinal),
            ]),
        });
    }

    /// <summary>Writes a lock file whole or not at all.</summary>
    public static void Write(string path, MergeLock value, IFileSystem files)
    {
        using var publication = new Publication(files, Path.GetDirectoryName(Path.GetFullPath(path))!);
        publication.Write(Path.GetFileName(path), Bytes(value));
        publication.Commit();
    }

    private static JsonObject Json(LockedParent parent)
    {
        var json = new JsonObject
        {
            ["kind"] = HubKind,
            ["source"] = parent.Reference.Repository,
            ["requested"] = parent.Reference.Revision,
            ["resolved"] = parent.Resolved,
        };
        if (parent.MovedTo is { } name)
        {
            json["movedTo"] = name;
        }

        json["files"] = new JsonArray([.. parent.Files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => new JsonObject
        {
            ["name"] = file.Name, ["length"] = file.Length, ["sha256"] = file.Sha256,
        })]);
        return json;
    }

    private static LockedParent Parent(JsonObject entry, string path)
    {
        if (entry.FirstOrDefault(member => !Members.Contains(member.Key)).Key is { } unknown)
        {
            throw Invalid(path, $"'{unknown}' is no member of a parent");
        }

        var bag = new DiagnosticBag();
        var text = $"{HubReference.Prefix}{Text(entry, "source", path)}@{Text(entry, "requested", path)}";
        var reference = HubReference.Read(text, null, bag) ?? throw Invalid(path, $"'{text}' names no model of the Hub");
        var commit = Text(entry, "resolved", path);
        return !HubReference.IsCommitId(commit)
            ? throw Invalid(path, $"'{commit}' is no commit")
            : new LockedParent(reference, commit, [.. Array(entry["files"], path, "files").Select(node => LockedFile(node as JsonObject, path))])
            {
                MovedTo = entry.ContainsKey("movedTo") ? Text(entry, "movedTo", path) : null,
            };
    }

    private static LockedFile LockedFile(JsonObject? entry, string path)
    {
        if (entry is null || entry["length"] is not JsonValue value || !value.TryGetValue(out long length) || length < 0)
        {
            throw Invalid(path, "a file has no length");
        }

        var (name, digest) = (Text(entry, "name", path), Text(entry, "sha256", path));
        return name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or "..") && !name.AsSpan().ContainsAny("/\\:") && !name.Any(char.IsControl)
            ? digest.Length == Sha256Digits && digest.All(char.IsAsciiHexDigitLower)
                ? new LockedFile(name, length, digest)
                : throw Invalid(path, $"the digest of '{name}' is not that of a SHA-256")
            : throw Invalid(path, $"'{name}' is not the plain name of a file");
    }

    private static JsonArray Array(JsonNode? node, string path, string name) =>
        node as JsonArray ?? throw Invalid(path, $"its '{name}' are no list");

    private static string Text(JsonObject entry, string name, string path) =>
        entry[name] is JsonValue value && value.TryGetValue(out string? text) ? text : throw Invalid(path, $"an entry has no '{name}'");

    private static MergeBuildException Invalid(string path, string problem) => DiagnosticTable.LockInvalid.Exception(path, problem);
}
