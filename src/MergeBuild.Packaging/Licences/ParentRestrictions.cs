using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging.Licences;

/// <summary>
/// <c>merge.restrictions.json</c> in a parent's folder: what its publisher asks of merges, in a form that a build can
/// check. Described in <c>docs/licences.md</c>.
/// </summary>
internal static class ParentRestrictions
{
    /// <summary>The file's name.</summary>
    public const string FileName = "merge.restrictions.json";

    /// <summary>Checks what a parent asks for; a parent without the file asks for nothing, and none of its weights is read.</summary>
    /// <exception cref="MergeBuildException">MB5270 to MB5273.</exception>
    public static void Check(ParentModel parent, Sha256Cache digests, IFileSystem files)
    {
        if (ShardPath.Find(parent.Directory, FileName) is not { } path)
        {
            return;
        }

        var json = new JsonFields(JsonFile.ReadObject(files, path, DiagnosticTable.RestrictionsInvalid), path, "the file", DiagnosticTable.RestrictionsInvalid);
        json.RefuseOthers("schemaVersion", "merging", "reason", "sha256", "signature");
        if (json.WholeNumber("schemaVersion") is var version and not 1)
        {
            throw json.Invalid($"its schemaVersion is {version}, and this version of MergeBuild reads 1.");
        }

        if (json.OptionalText("merging") is { } merging and not "allowed")
        {
            throw merging == "forbidden"
                ? DiagnosticTable.RestrictionForbids.Exception(parent.Name, json.OptionalText("reason") ?? "its publisher does not allow it.")
                : json.Invalid($"merging is '{merging}'; it is 'allowed' or 'forbidden'.");
        }

        if (json.Has("sha256"))
        {
            CheckPins(parent, json.Object("sha256"), digests);
        }

        if (json.Has("signature"))
        {
            CheckSignature(parent, json.Object("signature"), files);
        }
    }

    private static void CheckPins(ParentModel parent, JsonFields pins, Sha256Cache digests)
    {
        foreach (var (name, _) in pins.Texts())
        {
            var pinned = pins.Sha256(name);
            if (!SignedListing.IsRelativeName(name))
            {
                throw pins.Invalid($"'{name}' is not a relative path inside the model.");
            }

            var file = ShardPath.Resolve(parent.Directory, name);
            if (digests.Of(file) is var digest && digest != pinned)
            {
                throw DiagnosticTable.RestrictionDigest.Exception(file, digest, parent.Name, pinned);
            }
        }
    }

    private static void CheckSignature(ParentModel parent, JsonFields json, IFileSystem files)
    {
        json.RefuseOthers("publicKey");
        var key = json.Text("publicKey");
        if (!SignedListing.IsRelativeName(key))
        {
            throw json.Invalid($"'{key}' is not the relative path of a key inside the model.");
        }

        try
        {
            using var trust = SignatureTrust.InKey(ShardPath.Resolve(parent.Directory, key), files);
            if (ModelSignature.Verify(parent.Directory, trust, files) is [var first, ..])
            {
                throw new MergeBuildException(first);
            }
        }
        catch (MergeBuildException exception)
        {
            throw DiagnosticTable.RestrictionSignature.ExceptionAt(parent.Location, parent.Name, exception.Diagnostics[0].Message);
        }
    }
}
