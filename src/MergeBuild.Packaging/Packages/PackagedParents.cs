using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Packages;

/// <summary>
/// Whether parents that came in packages are what their own manifests list. The merge has hashed them by then, so this
/// costs no reading; nothing is published before.
/// </summary>
internal static class PackagedParents
{
    /// <summary>Compares the digests of all parents from packages.</summary>
    /// <exception cref="MergeBuildException">A file is not the one that was packed (MB5316), or a manifest is not valid (MB5041).</exception>
    public static void Check(PreparedBuild build, IFileSystem files)
    {
        var problems = new DiagnosticBag();
        foreach (var (index, model) in build.Plan.Recipe.Models.Index().Where(entry => entry.Item.Package is not null))
        {
            if (!File.Exists(Path.Combine(model.Path, MergeManifest.FileName)))
            {
                continue;
            }

            var listed = ManifestListing.Read(model.Path, files).Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
            foreach (var file in build.Parents.Of(build.Plan.Parents[index]))
            {
                var expected = listed.GetValueOrDefault(file.Name)?.Digest.ToString() ?? "none";
                if (expected != file.Digest.ToString() && (listed.ContainsKey(file.Name) || file.Name.EndsWith(".safetensors", StringComparison.Ordinal)))
                {
                    problems.Report(DiagnosticTable.PackageAltered.At(
                        model.Location, file.Name, model.Package!.Id, model.Package.Version, file.Digest.ToString(), expected));
                }
            }
        }

        problems.ThrowIfErrors();
    }
}
