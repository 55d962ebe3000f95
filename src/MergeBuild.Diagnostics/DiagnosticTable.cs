using System.Collections.Immutable;
using System.Reflection;

namespace MergeBuild.Diagnostics;

/// <summary>
/// Every diagnostic of MergeBuild, one field each. 1xxx: project and recipe; 2xxx: checkpoints and compatibility;
/// 3xxx: merging; 4xxx: evaluation and gates; 5xxx: packaging, versions, provenance. <c>docs/diagnostics.md</c> is
/// written from this table.
/// </summary>
public static partial class DiagnosticTable
{
    /// <summary>All rows, by code.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => LazyAll.Value;

    // Lazy: the initialisers of the other parts of this class may run after this one.
    private static readonly Lazy<ImmutableArray<DiagnosticDescriptor>> LazyAll = new(() =>
    [
        .. typeof(DiagnosticTable)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal),
    ]);

    private static DiagnosticDescriptor Error(int code, string message, string cause, string cure) =>
        new($"MB{code:D4}", DiagnosticSeverity.Error, message, cause, cure);

    private static DiagnosticDescriptor Warning(int code, string message, string cause, string cure) =>
        new($"MB{code:D4}", DiagnosticSeverity.Warning, message, cause, cure);
}
