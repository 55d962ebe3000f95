using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Provenance;

namespace MergeBuild.Packaging.Licences;

/// <summary>
/// The licences of all parents and what follows from them for the result: a fold over exact ids, not a table of pairs.
/// It keeps account of obligations and gives no legal advice.
/// </summary>
public sealed class LicenseLedger
{
    /// <summary>The file's name in a model directory.</summary>
    public const string FileName = "merge.licenses.json";

    /// <summary>The id of a result under several licences.</summary>
    public const string Several = "other";

    private LicenseLedger(ImmutableArray<ParentLicense> parents, ImmutableArray<LicenseTerms> terms, LicenseSettings settings)
    {
        Parents = parents;
        Terms = terms;
        Settings = settings;
        OutputIds = Output(parents, terms, settings);
    }

    internal ImmutableArray<ParentLicense> Parents { get; }

    /// <summary>The terms that hold for the parents, by id; those that are not known excepted.</summary>
    public ImmutableArray<LicenseTerms> Terms { get; }

    /// <summary>What the project says.</summary>
    public LicenseSettings Settings { get; }

    /// <summary>The licences of the result, by id; none where they are not known.</summary>
    public ImmutableArray<string> OutputIds { get; }

    /// <summary>The licences of a parent, by id; none where it states none.</summary>
    public ImmutableArray<string> IdsOf(string parent) => Parents.FirstOrDefault(known => known.Parent.Name == parent)?.Ids ?? [];

    /// <summary>The id for the result's card; null where it is not known.</summary>
    public string? OutputId => OutputIds switch { [] => null, [var one] => one, _ => Several };

    /// <summary>Reads the parents' licences and folds them; nothing but cards and licence files is read.</summary>
    /// <param name="parents">All parents, adapters included.</param>
    /// <param name="settings">What the project says.</param>
    /// <param name="problems">Gets everything that is wrong, with the severity that the policy gives it.</param>
    /// <param name="digests">Known digests of the parents' files, for parents that pin some.</param>
    /// <param name="files">Where to read from.</param>
    public static LicenseLedger Read(
        IEnumerable<ParentModel> parents, LicenseSettings settings, DiagnosticBag problems, Sha256Cache? digests = null, IFileSystem? files = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(problems);
        files ??= PhysicalFileSystem.Instance;
        digests ??= new Sha256Cache(null, files);
        var read = parents.Select(parent => Read(parent, settings.Policy, digests, problems, files)).ToImmutableArray();
        var terms = read.SelectMany(parent => parent.Ids).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => LicenseTable.All.GetValueOrDefault(id)).OfType<LicenseTerms>().ToImmutableArray();
        var ledger = new LicenseLedger(read, terms, settings);
        new LicenseRules(ledger, problems).Check();
        return ledger;
    }

    /// <summary>The files of a parent that decide its licence, for a build to watch.</summary>
    public static IEnumerable<string> InputsOf(ParentModel parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return ParentLicense.Watched(parent.Directory);
    }

    private static ParentLicense Read(ParentModel parent, LicensePolicy policy, Sha256Cache digests, DiagnosticBag problems, IFileSystem files)
    {
        var isLenient = policy != LicensePolicy.Enforce;
        Report(parent, problems, isLenient: false, () =>
        {
            if (policy != LicensePolicy.Off)
            {
                ParentRestrictions.Check(parent, digests, files);
            }
        });
        ParentLicense? license = null;
        Report(parent, policy == LicensePolicy.Off ? new DiagnosticBag() : problems, isLenient, () => license = ParentLicense.Read(parent, files));
        return license ?? new ParentLicense(parent, [], "nobody", []);
    }

    private static void Report(ParentModel parent, DiagnosticBag problems, bool isLenient, Action read)
    {
        try
        {
            read();
        }
        catch (MergeBuildException exception) when (!exception.Diagnostics.All(IsOfContent))
        {
            throw exception.At(parent.Location);
        }
        catch (MergeBuildException exception)
        {
            foreach (var diagnostic in exception.Diagnostics)
            {
                var placed = diagnostic.Location is null ? diagnostic with { Location = parent.Location } : diagnostic;
                problems.Report(isLenient ? placed.AsWarning() : placed);
            }
        }
    }

    // A disk that fails once would give another card than the next build: what a file says may be unclear, what it is not.
    private static bool IsOfContent(Diagnostic diagnostic) => diagnostic.Code.StartsWith("MB52", StringComparison.Ordinal);

    // Terms that cannot be replaced hold; where there are none, the strongest of the free ones is passed on. Nothing is
    // claimed over a parent that nobody knows the terms of, unless a person has looked at it.
    private static ImmutableArray<string> Output(ImmutableArray<ParentLicense> parents, ImmutableArray<LicenseTerms> terms, LicenseSettings settings)
    {
        ImmutableArray<string> binding = [.. terms.Where(one => !one.IsRelicensable).Select(one => one.Id)];
        var unknown = parents.Where(parent => parent.Ids.IsEmpty || parent.Ids.Any(id => !LicenseTable.All.ContainsKey(id))).ToArray();
        if (!binding.IsEmpty)
        {
            return unknown.All(parent => settings.IsWaived(parent.Parent.Name)) ? binding : [];
        }

        return settings.DeclaredLicense is { } declared ? [declared]
            : unknown.Length > 0 || terms.IsEmpty ? []
            : terms.Length == 1 ? [terms[0].Id]
            : [terms.Any(one => one.Id == "apache-2.0") ? "apache-2.0" : terms.MaxBy(one => one.Obligations.Count)!.Id];
    }
}
