using System.Collections.Immutable;
using System.Globalization;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Licences;

/// <summary>The decision of a person that one diagnostic about one parent does not stop the build, for a while.</summary>
/// <param name="Parent">The name of the parent.</param>
/// <param name="Code">The code of the diagnostic.</param>
/// <param name="Reason">Who allowed what.</param>
/// <param name="Expires">The last day on which it holds.</param>
/// <param name="Location">Where it is written.</param>
public sealed record LicenseWaiver(string Parent, string Code, string Reason, DateOnly Expires, SourceLocation? Location)
{
    private static readonly ImmutableArray<DiagnosticDescriptor> Waivable =
    [
        DiagnosticTable.LicenseAbsent, DiagnosticTable.LicenseNotInTable, DiagnosticTable.LicenseForbidsDerivatives, DiagnosticTable.LicenseWeaker,
        DiagnosticTable.LicensesIncompatible, DiagnosticTable.LicenseFamilyOnly, DiagnosticTable.LicenseNonCommercial, DiagnosticTable.LicenseNamePrefix,
        DiagnosticTable.LicensesNeedReview,
    ];

    /// <summary>Reads a waiver as a project states it.</summary>
    /// <param name="parent">The name of the parent.</param>
    /// <param name="code">The code; without one, that of a licence that is not known.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="expires">The day, as year-month-day.</param>
    /// <param name="location">The place.</param>
    /// <exception cref="MergeBuildException">MB5259: something is missing or malformed.</exception>
    public static LicenseWaiver Read(string parent, string? code, string? reason, string? expires, SourceLocation? location)
    {
        MergeBuildException Wrong(string what) => DiagnosticTable.WaiverInvalid.ExceptionAt(location, parent, what);

        code = string.IsNullOrWhiteSpace(code) ? DiagnosticTable.LicenseAbsent.Code : code.Trim();
        if (!Waivable.Any(row => row.Code == code))
        {
            throw Wrong($"names the code '{code}'; allowed are {string.Join(", ", Waivable.Select(row => row.Code))}");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw Wrong("gives no Reason");
        }

        return DateOnly.TryParseExact(expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new LicenseWaiver(parent, code, reason.Trim(), day, location)
            : throw Wrong($"has '{expires}' as the day on which it Expires, which is not a day of the form 2027-06-30");
    }

    /// <summary>Whether it is about a diagnostic.</summary>
    public bool Covers(string parent, string code) => Parent == parent && Code == code;
}
