using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Gates;

/// <summary>Verdicts of a merge, in a form that is stored and replayed: diagnostics follow from it alone.</summary>
/// <param name="InputsDigest">BLAKE3 of settings and results that the verdicts are made of.</param>
/// <param name="Verdicts">One a suite, in the order of the gates.</param>
public sealed record GateReport(string InputsDigest, ImmutableArray<Verdict> Verdicts)
{
    /// <summary>Raised when a reader of the old form would misread the new one, and when verdicts come about otherwise.</summary>
    public const int SchemaVersion = 1;

    /// <summary>All suites together.</summary>
    public GateSummary Summary { get; } = GateSummary.Of(Verdicts);

    /// <summary>The diagnostics of all verdicts, in their order.</summary>
    /// <param name="locate">The place of a verdict in the project, or null.</param>
    public IEnumerable<Diagnostic> Diagnostics(Func<Verdict, SourceLocation?>? locate = null) => Verdicts.SelectMany(verdict =>
        verdict.Notes.Where(note => note.Descriptor is not null)
            .Select(note => new Diagnostic(note.Descriptor!, note.Message, locate?.Invoke(verdict))));
}
