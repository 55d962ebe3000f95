using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging;

/// <summary>
/// Hashes a model directory again and compares it with its <c>merge.manifest.json</c>: every listed file and tensor is
/// there with the size and BLAKE3 digest that the manifest states, and no other weights lie beside them.
/// </summary>
public static class ManifestVerification
{
    /// <summary>Verifies a model directory.</summary>
    /// <exception cref="MergeBuildException">The directory or its manifest is missing or unreadable.</exception>
    /// <exception cref="OperationCanceledException">The verification was cancelled.</exception>
    public static VerificationResult Run(
        string directory, IFileSystem? files = null, IProgress<MergeProgress>? progress = null, CancellationToken cancellation = default)
    {
        files ??= PhysicalFileSystem.Instance;
        if (!Directory.Exists(directory))
        {
            throw DiagnosticTable.ModelDirectoryNotFound.Exception(directory, File.Exists(directory) ? " as a directory; it is a file" : "");
        }

        var listing = ManifestListing.Read(directory, files);
        var byteCount = listing.Files.Aggregate(0L, (sum, file) => long.CreateSaturating((Int128)sum + file.Length));
        var counter = new VerificationProgress(listing.Tensors.Length, byteCount, progress);
        var tensors = listing.Tensors.ToLookup(tensor => tensor.File, StringComparer.Ordinal);
        var problems = new IEnumerable<Diagnostic>[listing.Files.Length];
        ParallelWork.For(problems.Length, Environment.ProcessorCount, index =>
        {
            var file = listing.Files[index];
            problems[index] = new FileVerification(directory, file, [.. tensors[file.Name]], counter).Run(files, cancellation);
        }, cancellation);
        return new VerificationResult(
            listing.Files.Length, listing.Tensors.Length, byteCount, [.. problems.SelectMany(found => found), .. UnlistedWeights(directory, listing), .. WrongVerdicts(directory, files)]);
    }

    private static IEnumerable<Diagnostic> UnlistedWeights(string directory, ManifestListing listing)
    {
        var listed = listing.Files.Select(file => file.Name).ToImmutableHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(directory)
            .Where(path => HoldsWeights(Path.GetFileName(path)) && !listed.Contains(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)
            .Select(path => DiagnosticTable.VerifiedFileUnlisted.With(path));
    }

    private static IEnumerable<Diagnostic> WrongVerdicts(string directory, IFileSystem files)
    {
        var path = Path.Combine(directory, PublishedFiles.Verdicts);
        if (!File.Exists(path))
        {
            yield break;
        }

        var json = JsonFile.ReadObject(files, path, DiagnosticTable.VerdictsInvalid);
        if (!JsonSeal.Open(json))
        {
            yield return DiagnosticTable.VerdictsInvalid.With(path, JsonSeal.Broken);
        }

        var stated = json["manifest"]?.ToString() ?? "none";
        var actual = Blake3.Hash(files.ReadAllBytes(Path.Combine(directory, MergeManifest.FileName))).ToString();
        if (stated != actual)
        {
            yield return DiagnosticTable.VerdictsOfAnotherModel.With(path, stated, actual);
        }
    }

    // The names by which loaders find weights; other .bin files, such as training_args.bin, are not theirs.
    private static bool HoldsWeights(string name) =>
        name.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ||
        name.EndsWith(".safetensors.index.json", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("pytorch_model", StringComparison.OrdinalIgnoreCase);
}
