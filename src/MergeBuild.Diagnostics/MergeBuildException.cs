using System.Collections.Immutable;

namespace MergeBuild.Diagnostics;

/// <summary>Carries diagnostics to whoever can show them. Its message is for people who see no diagnostics.</summary>
public sealed class MergeBuildException : Exception
{
    /// <summary>Creates the exception of one diagnostic.</summary>
    public MergeBuildException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>Creates the exception of several diagnostics, at least one of which is an error.</summary>
    public MergeBuildException(ImmutableArray<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Creates the exception of one diagnostic that another failure caused.</summary>
    public MergeBuildException(Diagnostic diagnostic, Exception innerException)
        : base(diagnostic?.ToString(), innerException) => Diagnostics = [diagnostic!];

    /// <summary>What was found, in the order in which it was found.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The same, with a place for the diagnostics that have none.</summary>
    public MergeBuildException At(SourceLocation? location) =>
        new([.. Diagnostics.Select(diagnostic => diagnostic with { Location = diagnostic.Location ?? location })]);
}
