using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Packaging;

/// <summary>What a finished build published.</summary>
/// <param name="OutputFiles">Names of all files of the model directory, the manifest last.</param>
/// <param name="InputFiles">Full paths of all parent files that decided the result.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record ModelBuildResult(
    ImmutableArray<string> OutputFiles, ImmutableArray<string> InputFiles, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>What was to be read, merged, written and copied, as far as that could be known before.</summary>
    public MergeWork Predicted { get; init; } = new();

    /// <summary>What was read, merged, written and copied.</summary>
    public MergeWork Work { get; init; } = new();

    /// <summary>Whether everything was there already, so that no file was touched.</summary>
    public bool IsUpToDate { get; init; }
}
