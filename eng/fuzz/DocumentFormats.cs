using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.ModelCard;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>What models say of themselves to people: cards, licences, restrictions.</summary>
internal static class DocumentFormats
{
    private const string Card = """
        ---
        license: apache-2.0
        base_model: [acme/base, "acme/other"]
        tags:
        - merge
        - text-generation
        model-index:
        - name: m
          results: [{task: {type: text-generation}, metrics: [{type: accuracy, value: 0.5}]}]
        ---
        # A model

        Some words.
        """;

    private const string Ledger = """
        {"schemaVersion":1,"output":{"licenses":["apache-2.0","mit"]},"parents":[]}
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        yield return OfParent(folder, "card", ParentLicense.CardName, Card) with { AllocationFactor = 4000, Change = YamlMutation.Change };
        yield return OfParent(folder, "licence-ledger", LicenseLedger.FileName, Ledger);
        yield return OfParent(folder, "licence-text", "LICENSE.txt", "Do what you like.\n");
        yield return OfParent(folder, "restrictions", ParentRestrictions.FileName, """{"schemaVersion":1,"merging":"allowed","reason":"none","sha256":{"weights":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}""");
        yield return folder.Format("own-card", "CARD.md", [FuzzFolder.Bytes(Card)], () => FrontMatter.Read(folder["CARD.md"], PhysicalFileSystem.Instance)) with { AllocationFactor = 4000, Change = YamlMutation.Change };
    }

    private static FuzzFormat OfParent(FuzzFolder folder, string name, string file, string seed)
    {
        var parent = new ParentModel("math", "expert", folder["documented-" + name], null)
        {
            StatedLicense = name is "licence-text" or "restrictions" ? "mit" : null,
        };
        folder.Write($"documented-{name}/weights", "");
        return folder.OfModel(name, $"documented-{name}/{file}", [FuzzFolder.Bytes(seed)], () =>
        {
            var problems = new DiagnosticBag();
            LicenseLedger.Read([parent], new LicenseSettings("m") { Policy = LicensePolicy.Enforce }, problems);
            problems.ThrowIfErrors();
        });
    }
}
