using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Packaging;

/// <summary>What a build would do.</summary>
/// <param name="Tensors">The work of each tensor.</param>
/// <param name="Work">The work of all.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record BuildForecast(ImmutableArray<TensorForecast> Tensors, MergeWork Work, ImmutableArray<Diagnostic> Warnings);
