using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Packaging.Provenance;

namespace MergeBuild.Packaging.Signing;

/// <summary><c>model.sig</c>: the signature of a whole model directory, by OpenSSF Model Signing v1.0.</summary>
public static class ModelSignature
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "model.sig";

    // The provenance names the root digest, so it cannot be under it.
    private static readonly ImmutableArray<string> Ignored = [FileName, ProvenanceFile.FileName];

    /// <summary>Signs all files of a directory and writes the signature into it.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="modelName">The model's name, for the statement's subject.</param>
    /// <param name="signer">The key.</param>
    /// <param name="digests">Where known digests are; null to hash every file.</param>
    /// <param name="files">The files to work on.</param>
    /// <param name="cancellation">Stops between reads.</param>
    /// <exception cref="MergeBuildException">A file cannot be signed (MB5239, MB5240, MB5242), read or written.</exception>
    public static void Sign(
        string directory, string modelName, ModelSigner signer, Sha256Cache? digests = null, IFileSystem? files = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        files ??= PhysicalFileSystem.Instance;
        var statement = Describe(directory, modelName, digests ?? new Sha256Cache(null, files), files, cancellation);
        var bundle = new SignatureBundle(signer.Sign(Dsse.InTotoType, statement.ToPayload()), signer.Certificates);
        using var publication = new Publication(files, directory);
        publication.Write(FileName, bundle.Write(signer.Hint));
        publication.Commit();
    }

    /// <summary>Signs a directory and the statements in it, as they are.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="modelName">The model's name.</param>
    /// <param name="signer">The key.</param>
    /// <param name="files">The files to work on.</param>
    /// <param name="cancellation">Stops between reads.</param>
    /// <exception cref="MergeBuildException">A file cannot be signed (MB5200, MB5239, MB5240, MB5242), read or written.</exception>
    public static void SignAll(string directory, string modelName, ModelSigner signer, IFileSystem? files = null, CancellationToken cancellation = default)
    {
        files ??= PhysicalFileSystem.Instance;
        Sign(directory, modelName, signer, null, files, cancellation);
        ProvenanceFile.Sign(directory, signer, files);
    }

    /// <summary>Verifies a directory against its signature.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="trust">Whose signature is wanted; null to compare the files only, which proves nothing about who signed.</param>
    /// <param name="files">The files to work on.</param>
    /// <param name="cancellation">Stops between reads.</param>
    /// <returns>What is wrong with the files, in the order of the signature; empty when the model is as it was signed.</returns>
    /// <exception cref="MergeBuildException">The signature is missing (MB5231), malformed, or not trusted (MB5233, MB5241).</exception>
    public static ImmutableArray<Diagnostic> Verify(
        string directory, SignatureTrust? trust, IFileSystem? files = null, CancellationToken cancellation = default)
    {
        files ??= PhysicalFileSystem.Instance;
        if (ShardPath.Find(directory, FileName) is not { } path)
        {
            throw DiagnosticTable.SignatureMissing.Exception(directory, FileName);
        }

        var bundle = SignatureBundle.Read(path, files);
        if (trust is not null && !trust.Accepts(bundle.Envelope, bundle.Certificates, path))
        {
            throw DiagnosticTable.SignatureWrong.Exception(path, trust.ShownAs);
        }

        return Compare(directory, ModelStatement.Read(bundle.Envelope.Payload, path), files, cancellation);
    }

    /// <summary>What would be signed: every file with its SHA-256.</summary>
    internal static ModelStatement Describe(string directory, string modelName, Sha256Cache digests, IFileSystem files, CancellationToken cancellation)
    {
        var listed = SignedListing.Files(directory, Ignored, files);
        if (listed.IsEmpty)
        {
            throw DiagnosticTable.NothingToSign.Exception(directory);
        }

        foreach (var file in listed)
        {
            // The reference implementation splits the names of ranges at every colon.
            if (file.Name.AsSpan().ContainsAny(":\\") || !SignedListing.IsRelativeName(file.Name))
            {
                throw DiagnosticTable.FileNameNotSignable.Exception(file.Path, "a colon, a backslash or a control character");
            }
        }

        var known = digests.Of([.. listed.Select(file => file.Path)], cancellation);
        return new ModelStatement(
            modelName, [.. listed.Select((file, index) => new SignedResource(file.Name, known[index]))], ModelStatement.Sha256, null, Ignored);
    }

    private static ImmutableArray<Diagnostic> Compare(string directory, ModelStatement statement, IFileSystem files, CancellationToken cancellation)
    {
        var listed = SignedListing.Files(directory, statement.IgnoredPaths.Append(FileName), files);
        var ranges = (statement.ShardSize is { } size ? SignedListing.Shards(listed, size) : listed).ToDictionary(range => range.Name, StringComparer.Ordinal);
        var problems = new Diagnostic?[statement.Resources.Length];
        ParallelWork.For(problems.Length, Environment.ProcessorCount, index =>
        {
            var resource = statement.Resources[index];
            problems[index] = !ranges.TryGetValue(resource.Name, out var range)
                ? DiagnosticTable.SignedFileMissing.With(Path.Combine(directory, resource.Name))
                : Digest(range, statement.HashType, files, cancellation) is var digest && digest != resource.Digest
                    ? DiagnosticTable.SignedFileDigest.With(Path.Combine(directory, resource.Name), statement.HashType, digest, resource.Digest)
                    : null;
        }, cancellation);
        var signed = statement.Resources.Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. problems.OfType<Diagnostic>(),
            .. ranges.Keys.Where(name => !signed.Contains(name)).Order(CodePointOrder.Instance)
                .Select(name => DiagnosticTable.SignedFileUnlisted.With(Path.Combine(directory, name))),
        ];
    }

    private static string Digest(ListedRange range, string hashType, IFileSystem files, CancellationToken cancellation)
    {
        using var file = files.OpenRead(range.Path);
        return hashType == ModelStatement.Sha256
            ? ContentDigest.Sha256(file, range.Offset, range.Length, cancellation: cancellation)
            : Blake3Range.Digest(file, range.Offset, range.Length, cancellation);
    }
}
