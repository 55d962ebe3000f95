using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Packages;

/// <summary>Where weights outside of a package are: a folder or a model of the Hub.</summary>
/// <param name="Folder">The full path of the folder, or null.</param>
/// <param name="Hub">The model of the Hub, or null.</param>
internal sealed record WeightsPlace(string? Folder, HubReference? Hub)
{
    /// <summary>Reads a place.</summary>
    /// <param name="text">A path, or <c>hf:organisation/name@revision</c>.</param>
    /// <param name="folder">Where a relative path starts from.</param>
    /// <exception cref="MergeBuildException">It is neither (MB5320).</exception>
    public static WeightsPlace Parse(string text, string folder)
    {
        if (HubReference.IsReference(text))
        {
            var problems = new DiagnosticBag();
            return HubReference.Read(text, null, problems) is { } reference
                ? new WeightsPlace(null, reference)
                : throw DiagnosticTable.WeightsSourceInvalid.Exception(text, problems.Diagnostics[0].Message);
        }

        return text.Contains("://", StringComparison.Ordinal)
            ? throw DiagnosticTable.WeightsSourceInvalid.Exception(text, "addresses of web servers are not supported")
            : new WeightsPlace(Path.GetFullPath(text, folder), null);
    }

    /// <summary>The place as a package states it.</summary>
    public override string ToString() => Folder ?? Hub!.ToString();
}
