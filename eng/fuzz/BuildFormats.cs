using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Store;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Locks;
using MergeBuild.Packaging.Reproduction;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>What builds leave: manifests, ledgers, stores, locks.</summary>
internal static class BuildFormats
{
    private const int GroupLength = 16 * 1024;
    private const int ObjectLength = 100;

    private const string Lock = """
        {"version":1,"parents":[{"kind":"hub","source":"acme/model","requested":"main","resolved":"0123456789abcdef0123456789abcdef01234567",
        "files":[{"name":"config.json","length":2,"sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]}]}
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var files = PhysicalFileSystem.Instance;
        var manifest = folder.Read("output/" + MergeManifest.FileName);
        folder.Build("verified");
        yield return folder.OfModel("manifest", "verified/" + MergeManifest.FileName, [manifest], () => ManifestVerification.Run(folder["verified"]));
        yield return new FuzzFormat("reproduced-manifest", [manifest], content => MergePlanner.Check(StatedMerge.Parse(content, "manifest").Recipe));
        folder.Build("described");
        yield return folder.OfModel("manifest-facts", "described/" + MergeManifest.FileName, [manifest], () =>
        {
            ManifestFacts.Read(folder["described"], files);
            ManifestSummary.Read(folder["described"], files);
        });
        yield return Sealed(folder.Format("ledger", "fuzzed.ledger", [folder.Read("output.ledger")], () =>
            FuzzFolder.Found(LedgerFormat.Read(folder["fuzzed.ledger"], null, files) is { Tensors.Count: > 0 } ledger ? ledger : null)));
        NormAnalysis.Run(MergePlanner.Plan(YamlRecipe.Read(folder["recipe.yml"], null)), folder["norms"], new ReadingOptions { Threads = 1 });
        yield return Sealed(folder.Format("norms", "norms", [folder.Read("norms")], () => FuzzFolder.Found(NormsFormat.Read(folder["norms"], files))));
        var tree = StoredTree.Write("tree", new HashTree(40_000, GroupLength));
        yield return new FuzzFormat("store-tree", [tree], content => FuzzFolder.Found(StoredTree.Read("tree", content, 40_000, GroupLength)))
        {
            Inner = [tree[..^Blake3Digest.Length]], Frame = inner => [.. inner, .. Encoded(StoreSeal.Of("tree", Blake3.Hash(inner)))],
        };

        // One that a build has written, so that it is read to its end.
        var path = StorePaths.Folders(folder["output.store"]).Where(Directory.Exists).SelectMany(part => Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).First(file => Path.GetExtension(file).Length == 0 && new FileInfo(file).Length > ObjectLength);
        var stored = File.ReadAllBytes(path);
        yield return folder.Format("store-object", path, [stored], () =>
            FuzzFolder.Found(StoredObject.Open(path, stored.Length - Blake3Digest.Length, GroupLength, files, CancellationToken.None)).Dispose());
        yield return folder.Format("lock", "merge.lock.json", [FuzzFolder.Bytes(Lock)], () => MergeLockFile.Read(folder["merge.lock.json"], files));
    }

    private static FuzzFormat Sealed(FuzzFormat format) => format with
    {
        Inner = [.. format.Seeds.Select(intact => intact[..^System.Security.Cryptography.SHA256.HashSizeInBytes])], Frame = FuzzFolder.Seal,
    };

    private static byte[] Encoded(Blake3Digest digest)
    {
        var bytes = new byte[Blake3Digest.Length];
        digest.CopyTo(bytes);
        return bytes;
    }
}
