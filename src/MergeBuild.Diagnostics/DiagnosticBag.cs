using System.Collections.Immutable;

namespace MergeBuild.Diagnostics;

/// <summary>Collects diagnostics, so that a user sees all that is wrong at once. Not safe for several threads.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<Diagnostic> _known = [];

    /// <summary>What has been reported so far, in order.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => [.. _diagnostics];

    /// <summary>Whether an error has been reported.</summary>
    public bool HasErrors => _diagnostics.Exists(diagnostic => diagnostic.IsError);

    /// <summary>Adds a diagnostic; one that is already there is not repeated.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (_known.Add(diagnostic))
        {
            _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Adds all diagnostics of a caught exception.</summary>
    public void Report(MergeBuildException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        foreach (var diagnostic in exception.Diagnostics)
        {
            Report(diagnostic);
        }
    }

    /// <summary>Stops here if an error has been reported.</summary>
    /// <exception cref="MergeBuildException">At least one error was reported.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new MergeBuildException(Diagnostics);
        }
    }
}
