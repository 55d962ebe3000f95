using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.BillOfMaterials;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.ModelCard;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Packaging;

/// <summary>
/// What lies beside a finished model for people and for other tools: card, notice, licences, bill of materials,
/// provenance, signature. All but the last two tell of no clock and no machine.
/// </summary>
public static class ModelDocuments
{
    /// <summary>Writes the documents of a model directory; those that are there with the same content are not touched.</summary>
    /// <returns>The names of the documents, relative to the directory, and what the user should know.</returns>
    /// <exception cref="MergeBuildException">A licence, a key, the manifest, the gates' report or the disk does not allow it.</exception>
    public static ModelDocumentsResult Write(ModelDocumentsRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (files, directory) = (request.Files, request.Directory);
        var problems = new DiagnosticBag();

        // What a killed build left would be signed.
        Publication.CollectLeftovers(files, directory);
        Publication.CollectLeftovers(files, Path.Combine(directory, NoticeFile.Folder));
        var facts = ManifestFacts.Read(directory, files);
        var gates = GateResults.Read(directory, files);
        var own = request.CardFile is { } card ? FrontMatter.Read(card, files) : null;
        var ledger = LicenseLedger.Read(request.Parents, request.Licenses.With(own), problems, request.Digests, files);
        problems.ThrowIfErrors();

        var written = ImmutableArray.CreateBuilder<string>();
        var documents = new DocumentFolder(directory, files);
        if (request.Licenses.Policy != LicensePolicy.Off)
        {
            documents.Add(LicenseLedger.FileName, LedgerJson.Write(ledger));
            documents.AddIfOurs(NoticeFile.FileName, NoticeFile.Write(ledger), NoticeFile.Mark, problems);
            foreach (var (name, content) in NoticeFile.Texts(ledger))
            {
                documents.Add($"{NoticeFile.Folder}/{name}", content);
            }
        }

        if (request.WriteCard)
        {
            documents.AddIfOurs(ParentLicense.CardName, CardText.Write(facts, ledger, gates, own), CardText.Mark, problems);
        }

        if (request.WriteBillOfMaterials)
        {
            documents.Add(ModelBom.FileName, ModelBom.Write(directory, facts, ledger, gates, request.Digests, cancellation));
        }

        documents.Publish();
        written.AddRange(documents.Names);
        if (request.Build is { } build)
        {
            WriteProvenance(request, facts, ledger, gates, build, problems, cancellation);
            written.Add(ProvenanceFile.FileName);
        }

        if (request.Signer is { } signer)
        {
            ModelSignature.Sign(directory, request.Licenses.ModelName, signer, request.Digests, files, cancellation);
            written.Add(ModelSignature.FileName);
        }

        return new ModelDocumentsResult(written.ToImmutable(), problems.Diagnostics);
    }

    private static void WriteProvenance(
        ModelDocumentsRequest request, ManifestFacts facts, LicenseLedger ledger, ImmutableArray<GateResult> gates, BuildFacts build, DiagnosticBag problems,
        CancellationToken cancellation)
    {
        var revision = SourceRevision.Find(build.RecipePath, out var reason);
        if (revision is null)
        {
            problems.Report(DiagnosticTable.CommitUnknown.With(Path.GetFileName(build.RecipePath), reason));
        }

        var model = ModelSignature.Describe(request.Directory, request.Licenses.ModelName, request.Digests, request.Files, cancellation);
        var statement = ProvenanceStatement.Of(model, facts, ledger, build with { Revision = revision }, request.Digests, request.Files, cancellation);
        var statements = gates.IsEmpty ? [statement] : ImmutableArray.Create(statement, TestResultStatement.Of(model, gates));
        using var publication = new Publication(request.Files, request.Directory);
        publication.Write(ProvenanceFile.FileName, ProvenanceFile.Write(statements.Select(one => ProvenanceFile.Envelop(one, request.Signer))));
        publication.Commit();
    }
}
