using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Git;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Versions;

/// <summary>A manifest as it was found in a directory, a package, a file or a tag of the repository; not yet read as JSON.</summary>
/// <param name="Place">Where it is, for messages.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Version">The version that it was released as, where the place tells.</param>
internal sealed record FoundManifest(string Place, byte[] Bytes, NuGetVersion? Version)
{
    private const string TagScheme = "tag:";
    private const string ManifestInPackage = "model/" + MergeManifest.FileName;
    private const long LongestManifest = 1L << 30;

    /// <summary>Finds a manifest.</summary>
    /// <param name="place">
    /// A model directory, a manifest, a package (<c>.nupkg</c>), or <c>tag:NAME:PATH</c>, a file as it is in a tag or commit
    /// of the repository, with the path from the folder.
    /// </param>
    /// <param name="folder">Where relative paths start from.</param>
    /// <param name="tagPrefix">What stands before the version in a tag's name.</param>
    /// <param name="files">The file system.</param>
    /// <exception cref="MergeBuildException">There is none (MB5303).</exception>
    public static FoundManifest Read(string place, string folder, string tagPrefix = VersionFromGit.DefaultTagPrefix, IFileSystem? files = null)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(folder);
        if (place.StartsWith(TagScheme, StringComparison.Ordinal))
        {
            return FromTag(place, folder, tagPrefix);
        }

        var path = Path.GetFullPath(place, folder);
        path = Directory.Exists(path) ? Path.Combine(path, MergeManifest.FileName) : path;
        if (!DirectoryEntry.Exists(path))
        {
            throw DiagnosticTable.ReleaseNotFound.Exception(place, "there is no such file or directory");
        }

        files ??= PhysicalFileSystem.Instance;
        return path.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase)
            ? FromPackage(place, path, files)
            : new FoundManifest(path, files.ReadAllBytes(path), null);
    }

    private static FoundManifest FromTag(string place, string folder, string tagPrefix)
    {
        if (place[TagScheme.Length..].Split(':', 2) is not [{ Length: > 0 } tag, { Length: > 0 } path] || tag[0] == '-')
        {
            throw DiagnosticTable.ReleaseNotFound.Exception(place, "expected tag:NAME:PATH");
        }

        var shown = GitCommand.Run(folder, "show", $"{tag}:./{path}");
        if (!shown.Succeeded)
        {
            throw DiagnosticTable.ReleaseNotFound.Exception(place, shown.Error);
        }

        var isVersion = tag.StartsWith(tagPrefix, StringComparison.Ordinal) & NuGetVersion.TryParseStrict(tag[Math.Min(tag.Length, tagPrefix.Length)..], out var version);
        return new FoundManifest(place, System.Text.Encoding.UTF8.GetBytes(shown.Text), isVersion ? version : null);
    }

    private static FoundManifest FromPackage(string place, string path, IFileSystem files)
    {
        try
        {
            using var package = new ZipArchive(new ReadableFileStream(files.OpenRead(path)));
            var manifest = package.GetEntry(ManifestInPackage) ?? throw DiagnosticTable.ReleaseNotFound.Exception(place, $"the package has no {ManifestInPackage}");
            var nuspec = package.Entries.FirstOrDefault(entry => entry.FullName == entry.Name && entry.Name.EndsWith(".nuspec", StringComparison.Ordinal));
            return new FoundManifest($"{path}/{ManifestInPackage}", ReadAll(manifest, place), nuspec is null ? null : VersionIn(ReadAll(nuspec, place)));
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or IOException or UnauthorizedAccessException)
        {
            throw DiagnosticTable.ReleaseNotFound.Exception(place, exception.Message);
        }
    }

    private static NuGetVersion? VersionIn(byte[] nuspec)
    {
        using var reader = XmlReader.Create(new MemoryStream(nuspec), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var text = XDocument.Load(reader).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata")?
            .Elements().FirstOrDefault(element => element.Name.LocalName == "version")?.Value;
        return NuGetVersion.TryParse(text, out var version) ? version : null;
    }

    // By what there is, not by what the archive claims.
    private static byte[] ReadAll(ZipArchiveEntry entry, string place)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (memory.Length + count > LongestManifest)
            {
                throw DiagnosticTable.ReleaseNotFound.Exception(place, $"{entry.FullName} is too long");
            }

            memory.Write(buffer, 0, count);
        }

        return memory.ToArray();
    }
}
