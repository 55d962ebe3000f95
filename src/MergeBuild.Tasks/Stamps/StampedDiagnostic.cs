using MergeBuild.Diagnostics;

namespace MergeBuild.Tasks.Stamps;

/// <summary>A diagnostic as it was shown.</summary>
/// <param name="IsError">Whether it was shown as an error: some rows are errors or warnings as the user chose.</param>
/// <param name="Code">The row of the table.</param>
/// <param name="Message">The finished sentence.</param>
/// <param name="Location">Where it was shown.</param>
internal sealed record StampedDiagnostic(bool IsError, string Code, string Message, SourceLocation? Location)
{
    /// <summary>Records a diagnostic.</summary>
    public static StampedDiagnostic Of(Diagnostic diagnostic) => new(diagnostic.IsError, diagnostic.Code, diagnostic.Message, diagnostic.Location);

    /// <summary>The diagnostic again; null when this version no longer has its code.</summary>
    public Diagnostic? ToDiagnostic()
    {
        if (DiagnosticTable.All.FirstOrDefault(row => row.Code == Code) is not { } descriptor)
        {
            return null;
        }

        var diagnostic = new Diagnostic(descriptor, Message, Location);
        return IsError ? diagnostic : diagnostic.AsWarning();
    }
}
