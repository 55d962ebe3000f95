using MergeBuild.Checkpoints.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Packaging.Signing;
using MergeBuild.Packaging.Tests.Signing;

namespace MergeBuild.Packaging.Tests.Documents;

/// <summary>A finished merge of three tiny models with cards, and all that can be written beside it.</summary>
internal sealed class DocumentFixture : IDisposable
{
    public const string Verdicts = """
        {
          "schemaVersion": 1,
          "manifest": "0000",
          "integrity": null,
          "gates": { "schemaVersion": 1, "inputs": "0000", "summary": {}, "verdicts": [
            {
              "suite": "math", "parent": "a", "kind": "Retention", "outcome": "Pass", "metric": "exact_match", "parentScore": 0.95, "mergedScore": 0.9,
              "estimate": { "method": "Nam-Blackwelder score", "retention": 0.947, "lower": 0.9, "upper": 0.99, "confidence": 0.95 }
            },
            { "suite": "prose | [x](http://evil)", "parent": "base", "outcome": "Inconclusive", "metric": null, "estimate": null }
          ] }
        }
        """;

    public DocumentFixture()
    {
        Folder.Write("base/README.md", "---\nlicense: apache-2.0\n---\n# base\n");
        Folder.Write("a/README.md", "---\nlicense: mit\n---\n");
        Folder.Write("a/LICENSE", "MIT License\n\nCopyright (c) the makers of a\n");
        Folder.Write("b/README.md", "---\nlicense: apache-2.0\n---\n");
        Folder.Write("b/NOTICE", "b is made of things.\n");
        Folder.Build(BuildFolder.Ties);
    }

    public BuildFolder Folder { get; } = new();

    public string Output => Folder.Output;

    public ModelDocumentsRequest Request => new()
    {
        Directory = Output,
        Parents =
        [
            new ParentModel("a", "expert", Folder["a"], null),
            new ParentModel("b", "expert", Folder["b"], null),
            new ParentModel("base", "base", Folder["base"], null),
        ],
        Licenses = new LicenseSettings("assistant") { Today = new DateOnly(2026, 6, 1) },
        Digests = new Sha256Cache(null, PhysicalFileSystem.Instance),
        WriteBillOfMaterials = true,
        Build = new BuildFacts(Folder["recipe.yml"], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(7)) { Configuration = "Release" },
    };

    public ModelDocumentsResult Write(Func<ModelDocumentsRequest, ModelDocumentsRequest>? change = null) =>
        ModelDocuments.Write(change?.Invoke(Request) ?? Request, TestContext.Current.CancellationToken);

    public ModelDocumentsResult WriteSigned()
    {
        using var signer = ModelSigner.Read(Folder.Write("key.pem", TestKeys.PrivatePem("P-256")));
        return Write(request => request with { Signer = signer });
    }

    public void WriteVerdicts() => File.WriteAllText(
        Path.Combine(Output, GateResults.FileName), Verdicts.Replace("\"manifest\": \"0000\"", $"\"manifest\": \"{Blake3.Hash(Folder.Read(MergeManifest.FileName))}\"", StringComparison.Ordinal));

    public string Text(string name) => Encoding.UTF8.GetString(Folder.Read(name));

    /// <summary>The statements of the provenance.</summary>
    public IReadOnlyList<JsonObject> Statements =>
    [
        .. File.ReadAllLines(Path.Combine(Output, "provenance.intoto.jsonl"))
            .Select(line => (JsonObject)JsonNode.Parse(Convert.FromBase64String((string)JsonNode.Parse(line)!["payload"]!))!),
    ];

    /// <summary>What verification with the key finds: codes and files.</summary>
    public string Verify(bool withKey = true)
    {
        using var trust = withKey ? SignatureTrust.InKey(Folder.Write("key.pub.pem", TestKeys.PublicPem("P-256"))) : null;
        var result = ModelVerification.Run(Output, trust, cancellation: TestContext.Current.CancellationToken);
        return string.Join(", ", result.Problems.Select(found => found.Code));
    }

    public void Dispose() => Folder.Dispose();
}
