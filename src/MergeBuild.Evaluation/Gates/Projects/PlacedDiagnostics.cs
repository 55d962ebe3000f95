using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates.Projects;

/// <summary>Gives diagnostics of a library that knows no project the place in the project that they come from.</summary>
internal static class PlacedDiagnostics
{
    /// <summary>A diagnostic that has no place, or one in no text, at a place.</summary>
    public static Diagnostic At(Diagnostic diagnostic, SourceLocation? place) =>
        diagnostic.Location is { Line: > 0 } ? diagnostic : diagnostic with { Location = place ?? diagnostic.Location };

    /// <summary>Runs work, with the diagnostics of its failure at a place.</summary>
    /// <exception cref="MergeBuildException">The work failed.</exception>
    public static T Run<T>(SourceLocation? place, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (MergeBuildException exception)
        {
            throw new MergeBuildException([.. exception.Diagnostics.Select(diagnostic => At(diagnostic, place))]);
        }
    }

    /// <summary>Runs work; its failure is reported, at a place, and gives null.</summary>
    public static T? Try<T>(DiagnosticBag problems, SourceLocation? place, Func<T?> work)
        where T : class
    {
        try
        {
            return Run(place, work);
        }
        catch (MergeBuildException exception)
        {
            problems.Report(exception);
            return null;
        }
    }
}
