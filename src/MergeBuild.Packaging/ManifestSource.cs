using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging;

/// <summary>Where a manifest says that a parent or an adapter came from.</summary>
/// <param name="Hub">The model of the Hub, its revision a commit; null for a package.</param>
/// <param name="Package">The package; null for a model of the Hub.</param>
internal sealed record ManifestSource(HubReference? Hub, RecipePackage? Package)
{
    private const string HubKind = "hub";
    private const string PackageKind = "package";

    /// <summary>The source of a model of the Hub.</summary>
    public static JsonObject Of(HubReference hub, string commit) => new() { ["kind"] = HubKind, ["repository"] = hub.Repository, ["commit"] = commit };

    /// <summary>The source of a package.</summary>
    public static JsonObject Of(RecipePackage package)
    {
        var json = new JsonObject { ["kind"] = PackageKind, ["id"] = package.Id, ["version"] = package.Version };
        if (package.ContentHash is { } hash)
        {
            json["contentHash"] = hash;
        }

        return json;
    }

    /// <summary>Reads the source of a parent or an adapter; null where it has none.</summary>
    /// <exception cref="MergeBuildException">It is not valid (MB5041).</exception>
    public static ManifestSource? Parse(JsonFields owner)
    {
        if (!owner.Has("source"))
        {
            return null;
        }

        var json = owner.Object("source");
        return json.Text("kind") switch
        {
            HubKind => new ManifestSource(ReadHub(json), null),
            PackageKind => new ManifestSource(null, new RecipePackage(json.Text("id"), json.Text("version"), json.OptionalText("contentHash"))),
            var other => throw json.Invalid($"'{other}' is no kind of source; allowed are {HubKind}, {PackageKind}."),
        };
    }

    /// <summary>The source in words.</summary>
    public override string ToString() => Hub is not null ? Hub.ToString() : $"the package {Package!.Id} {Package.Version}";

    private static HubReference ReadHub(JsonFields json)
    {
        var problems = new DiagnosticBag();
        var text = $"{HubReference.Prefix}{json.Text("repository")}@{json.Text("commit")}";
        return HubReference.Read(text, null, problems) is { IsCommit: true } hub ? hub
            : throw json.Invalid(problems.HasErrors ? problems.Diagnostics[0].Message : $"'{json.Text("commit")}' is not the 40 digits of a commit.");
    }
}
