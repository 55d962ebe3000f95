using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>What was written beside a model.</summary>
/// <param name="Names">The documents, relative to the model directory, with slashes.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record ModelDocumentsResult(ImmutableArray<string> Names, ImmutableArray<Diagnostic> Warnings);
