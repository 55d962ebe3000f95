using System.IO.Compression;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Packages;
using MergeBuild.Packaging.Versions;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>Packages, and the notes that NuGet and a build leave in unpacked ones.</summary>
internal static class PackageFormats
{
    private const string Nuspec = """
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>assistant</id><version>1.4.0-beta.2+abc</version><authors>nobody</authors></metadata></package>
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var files = PhysicalFileSystem.Instance;
        var manifest = folder.Read("output/" + MergeManifest.FileName);
        yield return folder.Format("package", "assistant.nupkg", [Package(manifest, CompressionLevel.NoCompression), Package(manifest, CompressionLevel.Fastest)], () =>
            ReleasedModel.Read(folder["assistant.nupkg"], folder.Path)) with { Change = ZipMutation.Change };
        yield return folder.Format("released-manifest", "released.json", [manifest], () => ReleasedModel.Read(folder["released.json"], folder.Path));
        yield return folder.OfModel("weights-list", "unpacked/" + OutsideWeights.FileName,
            [new OutsideWeights("hf:acme/model@main", ["model.safetensors"]).Bytes()], () => OutsideWeights.Read(folder["unpacked"], files));
        var package = new RestoredPackage("acme.model", "1.0.0", folder["noted/model"]);
        yield return folder.OfModel("package-note", "noted/" + RestoredPackage.NoteName, [FuzzFolder.Bytes("""{"version":2,"contentHash":"abc=","source":"feed"}""")], () => package.ToRecipe(files));
    }

    private static byte[] Package(byte[] manifest, CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in new[] { ("assistant.nuspec", FuzzFolder.Bytes(Nuspec)), ("model/" + MergeManifest.FileName, manifest) })
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
