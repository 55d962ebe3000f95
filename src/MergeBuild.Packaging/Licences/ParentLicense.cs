using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.ModelCard;

namespace MergeBuild.Packaging.Licences;

/// <summary>The licence of a parent, as stated.</summary>
/// <param name="Parent">The parent.</param>
/// <param name="Ids">The ids; several where the parent is itself a merge under several; none where nothing is stated.</param>
/// <param name="StatedBy"><c>project</c>, <c>ledger</c>, <c>card</c>, or <c>nobody</c>.</param>
/// <param name="Texts">The parent's licence and notice files, by name.</param>
internal sealed record ParentLicense(ParentModel Parent, ImmutableArray<string> Ids, string StatedBy, ImmutableArray<LicenseText> Texts)
{
    /// <summary>The name of a model card.</summary>
    public const string CardName = "README.md";

    private const int MaximumTextLength = 4 << 20;
    private static readonly string[] Prefixes = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "USE_POLICY"];

    /// <summary>Reads what a parent's folder says.</summary>
    /// <exception cref="MergeBuildException">Its card or ledger is malformed (MB5252, MB5263), or a link out of the folder (MB2042).</exception>
    public static ParentLicense Read(ParentModel parent, IFileSystem files)
    {
        var texts = ReadTexts(parent.Directory, files);
        if (parent.StatedLicense is { Length: > 0 } stated)
        {
            return new ParentLicense(parent, [stated.Trim()], "project", texts);
        }

        // A merge of ours says more than its card: each of several licences.
        if (ShardPath.Find(parent.Directory, LicenseLedger.FileName) is { } ledger)
        {
            return new ParentLicense(parent, LedgerJson.ReadOutput(ledger, files), "ledger", texts);
        }

        return ShardPath.Find(parent.Directory, CardName) is { } card && FrontMatter.Read(card, files).Of("license") is { Length: > 0 } ids
            ? new ParentLicense(parent, ids, "card", texts)
            : new ParentLicense(parent, [], "nobody", texts);
    }

    /// <summary>The files besides weights that decide what a parent's licence is, for a build to watch.</summary>
    public static IEnumerable<string> Watched(string directory) => new[] { CardName, LicenseLedger.FileName, ParentRestrictions.FileName }
        .Concat(TextNames(directory))
        .Select(name => Path.Combine(directory, name))
        .Where(DirectoryEntry.Exists);

    private static ImmutableArray<LicenseText> ReadTexts(string directory, IFileSystem files) =>
    [
        .. TextNames(directory).Select(name => new LicenseText(name, files.ReadAllBytes(ShardPath.Resolve(directory, name), MaximumTextLength))),
    ];

    private static IEnumerable<string> TextNames(string directory) => !Directory.Exists(directory) ? [] : Directory.EnumerateFileSystemEntries(directory)
        .Select(path => Path.GetFileName(path))
        .Where(name => Prefixes.Any(prefix => IsNamed(name, prefix)))
        .Order(StringComparer.Ordinal);

    // LICENSE, LICENSE.txt, LICENSE-MODEL.md, and not licenses.py.
    private static bool IsNamed(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || name[prefix.Length] is '.' or '-' or '_') &&
        (Path.GetExtension(name).ToUpperInvariant() is "" or ".TXT" or ".MD" or ".RST");
}
