using MergeBuild.Diagnostics;

namespace MergeBuild.Tasks.Stamps;

/// <summary>A warning as it was shown.</summary>
/// <param name="Code">The row of the table.</param>
/// <param name="Message">The finished sentence.</param>
/// <param name="Location">Where it was shown.</param>
internal sealed record StampedWarning(string Code, string Message, SourceLocation? Location)
{
    /// <summary>The warning as a diagnostic; null when this version no longer has its code.</summary>
    public Diagnostic? ToDiagnostic() => DiagnosticTable.All.FirstOrDefault(row => row.Code == Code) is { } descriptor
        ? new Diagnostic(descriptor, Message, Location).AsWarning()
        : null;
}
