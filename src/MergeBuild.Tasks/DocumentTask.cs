using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Licences;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild sets item lists as arrays.
#pragma warning disable CA1819

/// <summary>What the tasks share that are about card, licences, provenance and signature.</summary>
public abstract class DocumentTask : MergeTask
{
    /// <summary>The property MergeModelName.</summary>
    public string ModelName { get; set; } = "";

    /// <summary>The MergeLicenseWaiver items.</summary>
    public ITaskItem[] Waivers { get; set; } = [];

    /// <summary>The property MergeLicenses: known, enforce, warn or off.</summary>
    public string? MergeLicenses { get; set; }

    /// <summary>The property MergeLicense: the licence of the result.</summary>
    public string? MergeLicense { get; set; }

    /// <summary>The property MergeCommercial: whether the result is for commercial use.</summary>
    public bool MergeCommercial { get; set; }

    /// <summary>The property MergeModelCard: true, false, or the path of the user's own card.</summary>
    public string? MergeModelCard { get; set; }

    /// <summary>The property MergeBillOfMaterials.</summary>
    public bool MergeBillOfMaterials { get; set; }

    /// <summary>The property MergeProvenance.</summary>
    public bool MergeProvenance { get; set; }

    /// <summary>The property MergeSign: the key, a path or env:NAME.</summary>
    public string? MergeSign { get; set; }

    /// <summary>The property MergeSignCertificate: the key's certificates.</summary>
    public string? MergeSignCertificate { get; set; }

    /// <summary>The file that keeps SHA-256 digests between builds.</summary>
    public string DigestCache { get; set; } = "";

    /// <summary>The stamp of the documents.</summary>
    public string DocumentStampFile { get; set; } = "";

    /// <summary>The user's own card; null for ours or none.</summary>
    private protected string? CardFile => bool.TryParse(MergeModelCard, out _) || string.IsNullOrWhiteSpace(MergeModelCard) ? null : FullPath(MergeModelCard);

    /// <summary>Whether a card is written.</summary>
    private protected bool WritesCard => !string.Equals(MergeModelCard, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The key as it is to be read.</summary>
    private protected string? Key => string.IsNullOrWhiteSpace(MergeSign) ? null
        : MergeSign.StartsWith("env:", StringComparison.Ordinal) ? MergeSign : FullPath(MergeSign);

    /// <summary>Known digests.</summary>
    private protected Sha256Cache Digests => field ??= new Sha256Cache(FullPath(DigestCache), PhysicalFileSystem.Instance);

    /// <summary>The models and adapters that come from outside of the merge.</summary>
    private protected static ImmutableArray<ParentModel> Parents(ImmutableArray<RecipeStage> stages) =>
    [
        .. stages.SelectMany(stage => stage.Recipe.Models.Select((model, index) => (Model: model, IsBase: index == stage.Recipe.BaseModel)))
            .SelectMany(entry => Parents(entry.Model, entry.IsBase))
            .DistinctBy(parent => (parent.Directory, parent.Name)),
    ];

    private static IEnumerable<ParentModel> Parents(RecipeModel model, bool isBase)
    {
        if (model.Stage is null)
        {
            yield return new ParentModel(model.Name, isBase ? "base" : "expert", model.Path, model.Location) { StatedLicense = model.License };
        }

        if (model.Adapter is { } adapter)
        {
            yield return new ParentModel(Path.GetFileName(adapter.Path), ParentModel.AdapterRole, adapter.Path, adapter.Location ?? model.Location);
        }
    }

    /// <summary>What the project says of licences.</summary>
    /// <exception cref="MergeBuildException">MB5209, MB5259: a property or a waiver is malformed.</exception>
    private protected LicenseSettings Licenses
    {
        get
        {
            var problems = new DiagnosticBag();
            var waivers = ImmutableArray.CreateBuilder<LicenseWaiver>();
            foreach (var waiver in Waivers.Select(item => Source.Item("MergeLicenseWaiver", item)))
            {
                try
                {
                    waivers.Add(LicenseWaiver.Read(waiver.Include, waiver.Find("Code")?.Value, waiver.Find("Reason")?.Value, waiver.Find("Expires")?.Value, waiver.Location));
                }
                catch (MergeBuildException exception)
                {
                    problems.Report(exception);
                }
            }

            var policy = Policy(problems);
            problems.ThrowIfErrors();
            return new LicenseSettings(ModelName)
            {
                Policy = policy,
                DeclaredLicense = string.IsNullOrWhiteSpace(MergeLicense) ? null : MergeLicense.Trim(),
                DeclaredAt = string.IsNullOrWhiteSpace(MergeLicense) ? null : Source.Property(nameof(MergeLicense), MergeLicense).Location,
                IsCommercial = MergeCommercial,
                Waivers = waivers.ToImmutable(),
                Today = Today,
            };
        }
    }

    /// <summary>What decides the documents besides the merge itself.</summary>
    private protected ImmutableArray<string> DocumentRequest =>
    [
        .. StampedRequest,
        $"name={ModelName} licenses={MergeLicenses} license={MergeLicense} commercial={MergeCommercial} card={MergeModelCard} bom={MergeBillOfMaterials}",
        $"provenance={MergeProvenance} sign={MergeSign} certificate={MergeSignCertificate}",
        .. Waivers.Select(item => $"waiver {item.ItemSpec} " + string.Join(' ', ProjectSource.CustomMetadata(item).Select(pair => $"{pair.Key}={pair.Value}"))),

        // A waiver that ends changes what the same project means.
        $"expired={Waivers.Count(item => string.CompareOrdinal(item.GetMetadata("Expires"), Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) < 0)}",
    ];

    // Whole days, the same for everybody who builds at the same time.
    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private LicensePolicy Policy(DiagnosticBag problems)
    {
        if (string.IsNullOrWhiteSpace(MergeLicenses))
        {
            return LicensePolicy.Known;
        }

        if (Enum.TryParse<LicensePolicy>(MergeLicenses.Trim(), ignoreCase: true, out var policy) && Enum.IsDefined(policy) && !char.IsAsciiDigit(MergeLicenses.Trim()[0]))
        {
            return policy;
        }

        problems.Report(DiagnosticTable.SettingNotKnown.At(
            Source.Property(nameof(MergeLicenses), MergeLicenses).Location, MergeLicenses, nameof(MergeLicenses),
            string.Join(", ", Enum.GetNames<LicensePolicy>().Select(name => name.ToLowerInvariant()))));
        return LicensePolicy.Off;
    }
}
