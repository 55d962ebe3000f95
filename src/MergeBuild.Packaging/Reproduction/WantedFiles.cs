using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Verification;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>The files of a parent, or of its adapter, that a manifest lists.</summary>
/// <param name="Parent">The parent's name.</param>
/// <param name="IsAdapter">Whether they are those of the adapter.</param>
/// <param name="Files">The files.</param>
/// <param name="Source">Where they came from; null for a folder.</param>
internal sealed record WantedFiles(string Parent, bool IsAdapter, ImmutableArray<ListedFile> Files, ManifestSource? Source)
{
    /// <summary>What they are, at the beginning of a sentence.</summary>
    public string Subject => IsAdapter ? $"The adapter of the parent '{Parent}'" : $"The parent '{Parent}'";

    /// <summary>The option that names their folder.</summary>
    public string Option => IsAdapter ? "--adapter" : "--parent";

    /// <summary>Whose files a manifest lists for each of its parents: the model's, and the adapter's where there is one.</summary>
    public static (WantedFiles Model, WantedFiles? Adapter) Of(ManifestParent parent) => (
        new WantedFiles(parent.Name, false, parent.Files, parent.Source),
        parent.AdapterFiles.IsEmpty ? null : new WantedFiles(parent.Name, true, parent.AdapterFiles, parent.AdapterSource));

    /// <summary>Why a folder cannot be theirs, by names and lengths alone; null where it can.</summary>
    public string? ProblemOf(string directory, IFileSystem files)
    {
        if (!Directory.Exists(directory))
        {
            return "there is no such folder";
        }

        foreach (var listed in Files)
        {
            var path = Path.Combine(directory, listed.Name);
            if (!File.Exists(path))
            {
                return $"it has no '{listed.Name}'";
            }

            try
            {
                using var file = files.OpenRead(path);
                if (file.Length != listed.Length)
                {
                    return FormattableString.Invariant($"'{listed.Name}' has {file.Length} bytes, and {listed.Length} in the manifest");
                }
            }
            catch (MergeBuildException exception)
            {
                return exception.Diagnostics[0].Message.TrimEnd('.');
            }
        }

        return null;
    }

    /// <summary>The first file that differs from what a folder has; null where none does.</summary>
    /// <param name="found">The files of the folder that a merge reads.</param>
    public string? DifferenceTo(IEnumerable<ListedFile> found)
    {
        var there = found.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var listed = Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        return listed.Keys.Union(there.Keys).Order(StringComparer.Ordinal).Select(name => (name, there.GetValueOrDefault(name), listed.GetValueOrDefault(name)) switch
        {
            (_, null, _) => $"it has no '{name}'",
            (_, _, null) => $"it has '{name}', which the manifest does not list",
            var (_, file, stated) when file != stated => FormattableString.Invariant(
                $"'{name}' has {file!.Length} bytes with the BLAKE3 digest {file.Digest}, and {stated!.Length} with {stated.Digest} in the manifest"),
            _ => null,
        }).FirstOrDefault(difference => difference is not null);
    }
}
