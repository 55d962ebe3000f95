using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Packages;

/// <summary>
/// Completes a package whose weights are outside: they are copied beside the rest of the model, where whoever uses the
/// package next finds them. A file gets its name only with the length and the BLAKE3 digest that the manifest states.
/// </summary>
/// <param name="package">The package.</param>
public sealed class PackagedWeights(RestoredPackage package)
{
    private const int BlockLength = 1 << 20;

    /// <summary>Fetches what is missing; nothing where all weights are there.</summary>
    /// <param name="source">Where to, in place of what the package says; null to take that.</param>
    /// <param name="folder">Where a relative source starts from.</param>
    /// <param name="hub">How the Hub is asked, where it is.</param>
    /// <param name="cancellation">Stops the fetching.</param>
    /// <exception cref="MergeBuildException">What is wrong with the package, the place or the weights (MB5320 to MB5323, MB51xx).</exception>
    public void Fetch(string? source, string folder, Func<HubOptions> hub, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(hub);
        IFileSystem files = PhysicalFileSystem.Instance;
        if (OutsideWeights.Read(package.Root, files) is not { } outside || Missing(outside) is not { Length: > 0 } missing)
        {
            return;
        }

        var place = WeightsPlace.Parse(source ?? outside.Source, folder);
        var listed = ManifestListing.Read(package.ModelDirectory, files).Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var from = place.Folder ?? Restored(place.Hub!, hub(), cancellation);
        foreach (var name in missing)
        {
            if (!OutsideWeights.IsWeights(name) || !listed.TryGetValue(name, out var file))
            {
                throw DiagnosticTable.WeightsListInvalid.Exception(Path.Combine(package.Root, OutsideWeights.FileName), $"the manifest lists no weights '{name}'.");
            }

            var path = Path.Combine(from, name);
            if (!File.Exists(path))
            {
                throw DiagnosticTable.WeightsNotFetched.Exception(name, Named, place.ToString(), "there is no such file");
            }

            Copy(path, file, files, cancellation);
        }
    }

    private string Named => $"{package.Id} {package.Version}";

    private string[] Missing(OutsideWeights outside) => [.. outside.Files.Where(name => !File.Exists(Path.Combine(package.ModelDirectory, name)))];

    private static string Restored(HubReference reference, HubOptions options, CancellationToken cancellation) =>
        ParentRestore.Run(new RestoreRequest([new Located<HubReference>(reference, null)], null, IsLocked: false, IsForced: false), options, cancellation)
            .Parents.Single().Directory;

    private void Copy(string path, ListedFile listed, IFileSystem files, CancellationToken cancellation)
    {
        using var source = files.OpenRead(path);
        if (source.Length != listed.Length)
        {
            throw Wrong(path, listed, source.Length, "none, since it was not read");
        }

        using var publication = new Publication(files, package.ModelDirectory);
        var tree = new HashTree(source.Length, HashGroups.LengthFor(source.Length));
        var block = new byte[BlockLength];
        using (var copy = publication.Create(listed.Name, source.Length))
        {
            for (var done = 0L; done < source.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var part = block.AsSpan(0, (int)Math.Min(BlockLength, source.Length - done));
                source.ReadExactly(part, done);
                tree.Accept(done, part);
                copy.Write(part, done);
                done += part.Length;
            }

            copy.Sync();
        }

        if (tree.Digest != listed.Digest)
        {
            throw Wrong(path, listed, source.Length, tree.Digest.ToString());
        }

        publication.Commit();
    }

    private MergeBuildException Wrong(string path, ListedFile listed, long length, string digest) => DiagnosticTable.WeightsWrong.Exception(
        listed.Name, Path.GetDirectoryName(path), Named, length, digest, listed.Length, listed.Digest.ToString());
}
