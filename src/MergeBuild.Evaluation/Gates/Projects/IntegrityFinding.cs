using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>What the weights of a model told, in a form that can be stored.</summary>
/// <param name="Code">The row of the table.</param>
/// <param name="Message">The finished sentence.</param>
/// <param name="Parent">The parent that it is about; null where it is about the result.</param>
public sealed record IntegrityFinding(string Code, string Message, string? Parent)
{
    /// <summary>The row of the table; null for a code that this version does not know.</summary>
    public DiagnosticDescriptor? Descriptor => DiagnosticTable.All.FirstOrDefault(row => row.Code == Code);
}
