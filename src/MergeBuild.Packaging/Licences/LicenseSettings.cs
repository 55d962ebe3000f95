using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.ModelCard;

namespace MergeBuild.Packaging.Licences;

/// <summary>What a project says about licences.</summary>
/// <param name="ModelName">The name of the result.</param>
public sealed record LicenseSettings(string ModelName)
{
    /// <summary>What becomes of licences that do not allow the merge.</summary>
    public LicensePolicy Policy { get; init; }

    /// <summary>The licence that the project declares for the result, an id; null for the one that follows from the parents.</summary>
    public string? DeclaredLicense { get; init; }

    /// <summary>Where it is declared.</summary>
    public SourceLocation? DeclaredAt { get; init; }

    /// <summary>Whether the result is for commercial use.</summary>
    public bool IsCommercial { get; init; }

    /// <summary>The waivers.</summary>
    public ImmutableArray<LicenseWaiver> Waivers { get; init; } = [];

    /// <summary>The day on which waivers are looked at.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Whether a person has looked at a parent whose terms are not known.</summary>
    internal bool IsWaived(string parent) => Waivers.Any(waiver => waiver.Expires >= Today &&
        (waiver.Covers(parent, DiagnosticTable.LicenseAbsent.Code) || waiver.Covers(parent, DiagnosticTable.LicenseNotInTable.Code)));

    /// <summary>The same, with the licence that the user's own card declares where the project declares none.</summary>
    internal LicenseSettings With(FrontMatter? card) =>
        DeclaredLicense is null && card?.Of("license") is [var declared, ..] ? this with { DeclaredLicense = declared } : this;
}
