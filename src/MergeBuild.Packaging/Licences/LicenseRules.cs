using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Licences;

/// <summary>The errors of a ledger, with what the project's policy and waivers make of them.</summary>
internal sealed class LicenseRules(LicenseLedger ledger, DiagnosticBag problems)
{
    private LicenseSettings Settings => ledger.Settings;

    /// <summary>Reports everything that is wrong.</summary>
    public void Check()
    {
        if (Settings.Policy == LicensePolicy.Off)
        {
            return;
        }

        CheckWaivers();
        foreach (var parent in ledger.Parents)
        {
            CheckParent(parent);
        }

        CheckPairs();
        if (ledger.OutputIds.Length > 1)
        {
            var first = ledger.Parents.First(parent => parent.Ids.Contains(ledger.OutputIds[0]));
            var isReviewed = ledger.Parents.Any(parent => IsWaived(parent, DiagnosticTable.LicensesNeedReview));
            if (!isReviewed)
            {
                Report(first, DiagnosticTable.LicensesNeedReview, string.Join(" and ", ledger.OutputIds));
            }
        }
    }

    private void CheckWaivers()
    {
        foreach (var waiver in Settings.Waivers)
        {
            if (!ledger.Parents.Any(parent => parent.Parent.Name == waiver.Parent))
            {
                problems.Report(DiagnosticTable.WaiverInvalid.At(waiver.Location, waiver.Parent,
                    "names no parent" + Suggestion.For(waiver.Parent, ledger.Parents.Select(parent => parent.Parent.Name).Distinct())));
            }
            else if (waiver.Expires < Settings.Today)
            {
                problems.Report(Weighed(DiagnosticTable.WaiverExpired.At(
                    waiver.Location, waiver.Code, waiver.Parent, waiver.Expires.ToString("yyyy-MM-dd", null), waiver.Reason)));
            }
        }
    }

    private void CheckParent(ParentLicense parent)
    {
        var name = parent.Parent.Name;
        if (parent.Ids.IsEmpty)
        {
            Report(parent, DiagnosticTable.LicenseAbsent, name, File.Exists(Path.Combine(parent.Parent.Directory, ParentLicense.CardName))
                ? "its README.md states none" : "its folder has no README.md");
        }

        foreach (var id in parent.Ids)
        {
            if (!LicenseTable.All.TryGetValue(id, out var terms))
            {
                Report(parent, DiagnosticTable.LicenseNotInTable, name, id, Suggestion.Nearest(id, LicenseTable.All.Keys) is { } near ? $"; did you mean '{near}'?" : "");
                continue;
            }

            if (!terms.AllowsDerivatives)
            {
                Report(parent, DiagnosticTable.LicenseForbidsDerivatives, name, id);
            }

            if (!terms.AllowsCommercialUse && Settings.IsCommercial)
            {
                Report(parent, DiagnosticTable.LicenseNonCommercial, name, id);
            }

            if (!terms.IsRelicensable && Settings.DeclaredLicense is { } declared && declared != (ledger.OutputId ?? id))
            {
                Report(parent, DiagnosticTable.LicenseWeaker, declared, name, id, ledger.OutputId ?? id);
            }

            if (terms.NamePrefix is { } prefix && !Settings.ModelName.StartsWith(prefix, StringComparison.Ordinal))
            {
                Report(parent, DiagnosticTable.LicenseNamePrefix, name, id, prefix, Settings.ModelName);
            }

            if (terms.NeedsCopy && !terms.IsRelicensable && parent.Texts.IsEmpty)
            {
                problems.Report(DiagnosticTable.LicenseTextMissing.At(parent.Parent.Location, name, id));
            }
        }
    }

    private void CheckPairs()
    {
        var all = ledger.Parents.SelectMany(parent => parent.Ids.Select(id => (Parent: parent, Id: id, Terms: LicenseTable.All.GetValueOrDefault(id)))).ToArray();
        foreach (var one in all.Where(entry => entry.Terms is not null))
        {
            var outsider = all.FirstOrDefault(other => one.Terms!.IsForItsFamilyOnly && other.Id != one.Id);
            if (outsider.Parent is not null)
            {
                Report(one.Parent, DiagnosticTable.LicenseFamilyOnly, one.Parent.Parent.Name, one.Id, outsider.Parent.Parent.Name, outsider.Id);
            }

            var demanding = all.FirstOrDefault(other => one.Terms!.IsShareAlike && other.Terms is { } terms && other.Id != one.Id && (terms.PassesTermsOn || terms.IsShareAlike));
            if (demanding.Parent is not null)
            {
                Report(one.Parent, DiagnosticTable.LicensesIncompatible, one.Parent.Parent.Name, one.Id, demanding.Parent.Parent.Name, demanding.Id);
            }
        }
    }

    private void Report(ParentLicense parent, DiagnosticDescriptor descriptor, params object?[] arguments)
    {
        if (!IsWaived(parent, descriptor))
        {
            problems.Report(Weighed(descriptor.At(parent.Parent.Location, arguments)));
        }
    }

    private bool IsWaived(ParentLicense parent, DiagnosticDescriptor descriptor) =>
        Settings.Waivers.Any(waiver => waiver.Covers(parent.Parent.Name, descriptor.Code) && waiver.Expires >= Settings.Today);

    // The table's severity is the strictest; a project may ask for less.
    private Diagnostic Weighed(Diagnostic diagnostic)
    {
        var isUnknown = diagnostic.Descriptor == DiagnosticTable.LicenseAbsent || diagnostic.Descriptor == DiagnosticTable.LicenseNotInTable;
        return Settings.Policy == LicensePolicy.Warn || (Settings.Policy == LicensePolicy.Known && isUnknown) ? diagnostic.AsWarning() : diagnostic;
    }
}
