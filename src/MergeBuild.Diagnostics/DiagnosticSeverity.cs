namespace MergeBuild.Diagnostics;

/// <summary>Whether a diagnostic stops the build.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The build goes on; the user should know.</summary>
    Warning,

    /// <summary>The build stops before anything is published.</summary>
    Error,
}
