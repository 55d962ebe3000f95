using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>
/// Looks for the parents that a manifest lists: in the folders that the user names, then where the manifest says that they
/// came from. Names and lengths of files decide here; digests are compared by the merge, which reads all of it anyway.
/// </summary>
internal sealed class ParentSearch(ReproductionOptions options, CancellationToken cancellation)
{
    private const int MostPlaces = 5;

    private readonly PackageSearch _packages = new(options, cancellation);
    private readonly DiagnosticBag _problems = new();

    /// <summary>Finds all parents, or says which are missing, all in one go.</summary>
    /// <exception cref="MergeBuildException">
    /// A name is not that of a parent (MB5332), a parent is nowhere (MB5330), or a folder that was named has another (MB5331).
    /// </exception>
    public ImmutableArray<FoundParent> FindAll(ImmutableArray<ManifestParent> parents)
    {
        CheckNames("--parent", options.Parents, parents);
        CheckNames("--adapter", options.Adapters, parents.Where(parent => !parent.AdapterFiles.IsEmpty));
        _problems.ThrowIfErrors();
        var found = parents.Select(parent =>
        {
            var (model, adapter) = WantedFiles.Of(parent);
            return new FoundParent(parent.Name, Find(model, options.Parents) ?? "", adapter is null ? null : Find(adapter, options.Adapters) ?? "");
        }).ToImmutableArray();
        _problems.ThrowIfErrors();
        return found;
    }

    private void CheckNames(string option, IEnumerable<KeyValuePair<string, string>> named, IEnumerable<ManifestParent> parents)
    {
        var names = parents.SelectMany(parent => new[] { parent.Name, WithoutNumber(parent.Name) }).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var (name, _) in named.Where(pair => !names.Contains(pair.Key)))
        {
            _problems.Report(DiagnosticTable.ReproducedParentUnknown.With(option, name, Suggestion.For(name, names)));
        }
    }

    private string? Find(WantedFiles wanted, IEnumerable<KeyValuePair<string, string>> named)
    {
        if (Named(wanted, named) is { } own)
        {
            return Taken(wanted, own);
        }

        var looked = new List<string>();
        foreach (var directory in options.ParentFolders.SelectMany(folder => Candidates(wanted, Path.GetFullPath(folder, options.Folder))).Distinct(StringComparer.Ordinal))
        {
            if (IsThere(wanted, directory, looked))
            {
                return directory;
            }
        }

        if (FromSource(wanted, looked) is { } restored && IsThere(wanted, restored, looked))
        {
            return restored;
        }

        var places = looked.Count switch
        {
            0 => "it came from a folder, and none is named",
            <= MostPlaces => string.Join("; ", looked),
            _ => FormattableString.Invariant($"{string.Join("; ", looked.Take(MostPlaces))}; and in {looked.Count - MostPlaces} more places"),
        };
        _problems.Report(DiagnosticTable.ParentNotFound.With(wanted.Subject, places, $"{wanted.Option} '{wanted.Parent}=DIR'"));
        return null;
    }

    // A folder that the user names is the parent's, or a mistake: another place is not taken instead of it.
    private string? Taken(WantedFiles wanted, string directory)
    {
        if (wanted.ProblemOf(directory, options.Files) is not { } problem)
        {
            return directory;
        }

        _problems.Report(Directory.Exists(directory)
            ? DiagnosticTable.ParentDiffers.With(wanted.Subject, directory, problem)
            : DiagnosticTable.ParentNotFound.With(wanted.Subject, $"'{directory}': {problem}", $"{wanted.Option} '{wanted.Parent}=DIR'"));
        return null;
    }

    private bool IsThere(WantedFiles wanted, string directory, List<string> looked)
    {
        if (wanted.ProblemOf(directory, options.Files) is not { } problem)
        {
            return true;
        }

        looked.Add($"'{directory}': {problem}");
        return false;
    }

    private string? Named(WantedFiles wanted, IEnumerable<KeyValuePair<string, string>> named)
    {
        var folders = named.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return (folders.GetValueOrDefault(wanted.Parent) ?? folders.GetValueOrDefault(WithoutNumber(wanted.Parent))) is { } folder
            ? Path.GetFullPath(folder, options.Folder)
            : null;
    }

    private static IEnumerable<string> Candidates(WantedFiles wanted, string folder)
    {
        var name = WithoutNumber(wanted.Parent);
        var plus = name.IndexOf('+', StringComparison.Ordinal);
        var part = plus < 0 ? name : wanted.IsAdapter ? name[(plus + 1)..] : name[..plus];
        return new[] { wanted.Parent, name, part, part[(part.LastIndexOf('/') + 1)..] }
            .Where(IsPlain)
            .Select(own => Path.Combine(folder, own))
            .Append(folder);
    }

    // Names come from the manifest, which is anybody's: none leads out of the folder.
    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && !name.AsSpan().ContainsAny("/\\:") && !name.Any(char.IsControl);

    // A model that a recipe lists twice is two parents, the second with #2.
    private static string WithoutNumber(string name)
    {
        var hash = name.LastIndexOf('#');
        return hash > 0 && hash < name.Length - 1 && name[(hash + 1)..].All(char.IsAsciiDigit) ? name[..hash] : name;
    }

    private string? FromSource(WantedFiles wanted, List<string> looked)
    {
        try
        {
            return wanted.Source is { Package: { } package } ? _packages.Find(package)
                : wanted.Source is { Hub: { } hub } ? Restored(hub)
                : null;
        }
        catch (MergeBuildException exception)
        {
            looked.Add($"{wanted.Source}: {exception.Diagnostics[0].Message.TrimEnd('.')}");
            return null;
        }
    }

    // The cache is asked first, and the Hub only for what is not in it.
    private string Restored(HubReference hub) => ParentRestore
        .Run(new RestoreRequest([new Located<HubReference>(hub, null)], null, IsLocked: false, IsForced: false), options.Hub(), cancellation)
        .Parents.Single().Directory;
}
