namespace MergeBuild.Diagnostics;

/// <summary>One thing that was found wrong, and where.</summary>
/// <param name="Descriptor">The row of the table.</param>
/// <param name="Message">The finished sentence.</param>
/// <param name="Location">The place in the project or recipe that caused it, if one did.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, SourceLocation? Location)
{
    /// <summary>The row's code.</summary>
    public string Code => Descriptor.Code;

    /// <summary>Whether it stops the build.</summary>
    public bool IsError => Descriptor.Severity == DiagnosticSeverity.Error;

    /// <summary>The same as a warning, for errors that the user has chosen to live with.</summary>
    public Diagnostic AsWarning() => this with { Descriptor = Descriptor with { Severity = DiagnosticSeverity.Warning } };

    /// <summary>The canonical MSBuild form: <c>origin: error CODE: text</c>.</summary>
    public override string ToString() =>
        $"{Location?.ToString() ?? "mergebuild"}: {(IsError ? "error" : "warning")} {Code}: {Message}";
}
