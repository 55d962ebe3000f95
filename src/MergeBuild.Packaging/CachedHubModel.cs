using System.Text.RegularExpressions;

namespace MergeBuild.Packaging;

/// <summary>A model in the cache that Hugging Face's tools share: <c>models--org--name/snapshots/revision</c>.</summary>
/// <param name="Id">The repository, such as <c>org/name</c>.</param>
/// <param name="Revision">The commit, 40 lower-case hexadecimal digits.</param>
public sealed partial record CachedHubModel(string Id, string Revision)
{
    /// <summary>The snapshot that a folder is; null for folders elsewhere.</summary>
    public static CachedHubModel? Of(string directory)
    {
        var match = Place().Match(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)).Replace('\\', '/'));
        return match.Success ? new CachedHubModel(match.Groups["id"].Value.Replace("--", "/", StringComparison.Ordinal), match.Groups["revision"].Value) : null;
    }

    /// <summary>The package URL: https://github.com/package-url/purl-spec, type huggingface.</summary>
    public string PackageUrl => $"pkg:huggingface/{string.Join('/', Id.Split('/').Select(Uri.EscapeDataString))}@{Revision}";

    [GeneratedRegex("/models--(?<id>[^/]+)/snapshots/(?<revision>[0-9a-f]{40})$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
