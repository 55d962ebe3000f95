using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Output;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging;

/// <summary>
/// Tells whether a model directory already is what a build would make of it. The manifest says all that decides a
/// model's bytes, so the build with the numbers that lie there has to have that manifest, byte for byte, and the files
/// have to be those that it lists. That a directory exists says nothing.
/// </summary>
internal static class ReusableModel
{
    public static bool IsUpToDate(
        PreparedBuild build, ModelBuildOptions options, IProgress<MergeProgress>? progress, CancellationToken cancellation)
    {
        var path = Path.Combine(options.OutputDirectory, MergeManifest.FileName);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            var listing = ManifestListing.Read(options.OutputDirectory, options.Files);
            return Snapshot(build, listing) is { } snapshot &&
                build.Manifest(snapshot).AsSpan().SequenceEqual(options.Files.ReadAllBytes(path)) &&
                ManifestVerification.Run(options.OutputDirectory, options.Files, progress, cancellation).IsIntact;
        }

        // Whatever is wrong with what lies there, the build replaces it.
        catch (MergeBuildException)
        {
            return false;
        }
    }

    // The weights as the manifest in the directory has them, in the files of this build.
    private static ModelSnapshot? Snapshot(PreparedBuild build, ManifestListing listing)
    {
        var files = listing.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var digests = listing.Tensors.ToDictionary(tensor => tensor.Description.Name, tensor => tensor.Sha256, StringComparer.Ordinal);
        return build.Layout.Shards.All(shard => files.ContainsKey(shard.Name)) && build.Plan.Tensors.All(tensor => digests.ContainsKey(tensor.Result.Name))
            ? new ModelSnapshot(
                [.. build.Layout.Shards.Select(shard => new SnapshotFile(shard.Name, files[shard.Name].Length, files[shard.Name].Sha256))],
                digests, build.Layout.TensorFiles)
            : null;
    }
}
