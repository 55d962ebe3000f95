using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging.Provenance;

/// <summary>Compares a model directory with its provenance: files, lineage, signatures.</summary>
internal static class ProvenanceVerification
{
    /// <summary>Verifies the statements of a directory; nothing where it has none.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="trust">Whose signatures every statement must have; null to ask for none.</param>
    /// <param name="files">Where to read from.</param>
    /// <param name="cancellation">Stops between reads.</param>
    /// <exception cref="MergeBuildException">The file is malformed (MB5200).</exception>
    public static ImmutableArray<Diagnostic> Run(string directory, SignatureTrust? trust, IFileSystem files, CancellationToken cancellation)
    {
        var path = ShardPath.Resolve(directory, ProvenanceFile.FileName);
        var problems = new DiagnosticBag();
        var certificates = Certificates(directory, trust, files);
        var actual = ModelSignature.Describe(directory, "", new Sha256Cache(null, files), files, cancellation);
        var number = 0;
        foreach (var envelope in ProvenanceFile.Read(path, files))
        {
            number++;
            if (trust is not null && !trust.Accepts(envelope, certificates, path))
            {
                problems.Report(DiagnosticTable.StatementSignature.With(number, path, trust.ShownAs));
            }

            var json = new JsonFields(
                JsonFile.ParseObject(envelope.Payload, path, DiagnosticTable.StatementInvalid), path, FormattableString.Invariant($"statement {number}"), DiagnosticTable.StatementInvalid);
            if (json.Text("_type") != ModelStatement.Type)
            {
                throw json.Invalid($"statement {number} is of the type '{json.Text("_type")}'.");
            }

            CompareSubjects(json, directory, path, actual, problems);
            if (json.Text("predicateType") == ProvenanceStatement.PredicateType)
            {
                CompareLineage(json, directory, path, files, problems);
            }
        }

        return problems.Diagnostics;
    }

    // Statements of a directory are signed with the same key as the model, whose bundle has the certificates.
    private static ImmutableArray<byte[]> Certificates(string directory, SignatureTrust? trust, IFileSystem files)
    {
        return trust is not null && ShardPath.Find(directory, ModelSignature.FileName) is { } bundle ? SignatureBundle.Read(bundle, files).Certificates : [];
    }

    private static void CompareSubjects(JsonFields statement, string directory, string path, ModelStatement actual, DiagnosticBag problems)
    {
        var subjects = statement.Objects("subject").Select(subject => (Name: subject.Text("name"), Digest: subject.Object("digest").Sha256(ModelStatement.Sha256))).ToArray();
        var known = actual.Resources.ToDictionary(resource => resource.Name, resource => resource.Digest, StringComparer.Ordinal);
        var listed = subjects.Select(subject => subject.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, digest) in subjects)
        {
            var shown = Path.Combine(directory, name);
            if (name.StartsWith(ProvenanceStatement.ModelPrefix, StringComparison.Ordinal))
            {
                if (digest != actual.RootDigest && problems.Diagnostics.IsEmpty && known.Keys.All(listed.Contains))
                {
                    problems.Report(DiagnosticTable.StatementSubjectDigest.With(directory, actual.RootDigest, path, digest));
                }
            }
            else if (!known.TryGetValue(name, out var found))
            {
                problems.Report(DiagnosticTable.StatementSubjectMissing.With(shown, path));
            }
            else if (found != digest)
            {
                problems.Report(DiagnosticTable.StatementSubjectDigest.With(shown, found, path, digest));
            }
        }

        foreach (var name in known.Keys.Where(name => !listed.Contains(name)).Order(CodePointOrder.Instance))
        {
            problems.Report(DiagnosticTable.StatementUnlisted.With(Path.Combine(directory, name), path));
        }
    }

    // The statement has SHA-256, the manifest BLAKE3; the statement repeats the latter, so that the two can be held together.
    private static void CompareLineage(JsonFields statement, string directory, string path, IFileSystem files, DiagnosticBag problems)
    {
        var stated = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dependency in statement.Object("predicate").Object("buildDefinition").Objects("resolvedDependencies")
            .Where(dependency => dependency.Has("annotations") && dependency.Object("annotations").Has("blake3")))
        {
            if (!stated.TryAdd(dependency.Text("name"), dependency.Object("annotations").Text("blake3")))
            {
                throw dependency.Invalid($"'{dependency.Text("name")}' is listed twice.");
            }
        }

        var manifest = Path.Combine(directory, MergeManifest.FileName);
        foreach (var (name, blake3) in ManifestFacts.ReadParents(directory, files).SelectMany(parent => parent.Files.Select(file => ($"{parent.Name}/{file.Name}", file.Digest.ToString()))))
        {
            // Parents that are themselves results of a stage are in no statement: theirs are.
            if (stated.Remove(name, out var other) && other != blake3)
            {
                problems.Report(DiagnosticTable.LineageDiffers.With(path, manifest, $"the BLAKE3 digest of '{name}' is {other}, and {blake3} in the manifest."));
            }
        }

        foreach (var name in stated.Keys.Order(StringComparer.Ordinal))
        {
            problems.Report(DiagnosticTable.LineageDiffers.With(path, manifest, $"'{name}' is not in the manifest."));
        }
    }
}
