using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Verification;
using MergeBuild.Packaging.Versions;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>Compares a merge with the manifest that it was to come to. Parents and recipe are the same by then.</summary>
internal static class ReproductionComparison
{
    private const string ToolVersion = "mergebuild";

    /// <summary>Finds the first difference: of the tensors, else of the files, else of what the manifests say.</summary>
    /// <param name="stated">The manifest that was there.</param>
    /// <param name="made">The manifest of the merge.</param>
    /// <exception cref="MergeBuildException">A tensor (MB5335), a file (MB5336) or the manifest (MB5337) differs.</exception>
    public static void Check(StatedMerge stated, StatedMerge made)
    {
        var why = stated.ToolVersion == made.ToolVersion
            ? "recipe, method and version of MergeBuild are the same, so that the manifest was changed, or MergeBuild is at fault"
            : $"the manifest is of MergeBuild {stated.ToolVersion}, and this is {made.ToolVersion}";
        Check(stated.Listing.Tensors, made.Listing.Tensors, tensor => tensor.Description.Name, Facts, DiagnosticTable.TensorNotReproduced, why);
        Check(stated.Listing.Files, made.Listing.Files, file => file.Name, Facts, DiagnosticTable.FileNotReproduced, why);
        if (JsonDifference.Of(WithoutVersion(stated.Json), WithoutVersion(made.Json)).FirstOrDefault() is { } difference)
        {
            throw DiagnosticTable.ManifestNotReproduced.Exception(difference.ToString(), Sentence(why));
        }
    }

    private static void Check<T>(
        IEnumerable<T> stated, IEnumerable<T> made, Func<T, string> name, Func<T, string[]> facts, DiagnosticDescriptor differs, string why)
    {
        var before = stated.ToDictionary(name, facts, StringComparer.Ordinal);
        var after = made.ToDictionary(name, facts, StringComparer.Ordinal);
        foreach (var key in before.Keys.Union(after.Keys))
        {
            if (Difference(before.GetValueOrDefault(key), after.GetValueOrDefault(key)) is { } difference)
            {
                throw differs.Exception(key, difference, why);
            }
        }
    }

    private static string? Difference(string[]? before, string[]? after)
    {
        if (before is null || after is null)
        {
            return before is null ? "the manifest does not list it" : "the merge does not give it";
        }

        var (old, now) = (before.Except(after).ToArray(), after.Except(before).ToArray());
        return now.Length == 0 ? null : $"it has {string.Join(", ", now)}; the manifest says {string.Join(", ", old)}";
    }

    private static string[] Facts(ListedTensor tensor) =>
    [
        $"the type {tensor.Description.DType}", $"the shape {ShapeText.Of(tensor.Description.Shape)}", $"the BLAKE3 digest {tensor.Digest}", $"its place in '{tensor.File}'",
    ];

    private static string[] Facts(ListedFile file) => [FormattableString.Invariant($"{file.Length} bytes"), $"the BLAKE3 digest {file.Digest}"];

    private static JsonObject WithoutVersion(JsonObject manifest)
    {
        var copy = (JsonObject)manifest.DeepClone();
        copy.Remove(ToolVersion);
        return copy;
    }

    private static string Sentence(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);
}
