using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>A diagnostic of a verdict, in a form that can be stored.</summary>
/// <param name="Code">The row of the table.</param>
/// <param name="Message">The finished sentence.</param>
public sealed record VerdictNote(string Code, string Message)
{
    /// <summary>The note of a diagnostic.</summary>
    public static VerdictNote Of(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return new VerdictNote(diagnostic.Code, diagnostic.Message);
    }

    /// <summary>The row of the table; null for a code that this version does not know.</summary>
    public DiagnosticDescriptor? Descriptor => DiagnosticTable.All.FirstOrDefault(row => row.Code == Code);
}
