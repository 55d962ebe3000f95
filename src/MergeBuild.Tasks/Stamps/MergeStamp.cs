using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Tasks.Stamps;

/// <summary>
/// All that a finished merge depended on and all that it wrote, so that the next build knows in a few file system calls
/// whether there is anything to do. Sizes and times are a hint that saves reading; they decide nothing about bytes.
/// </summary>
/// <param name="Request">What the project asked for, line by line.</param>
/// <param name="Inputs">The files of the parents, of the recipe and of the tasks.</param>
/// <param name="Folders">The names in the parents' folders: a new file there may change the result.</param>
/// <param name="Outputs">The files of the model directory.</param>
/// <param name="Diagnostics">What was said, to be said again by builds that have nothing to do.</param>
internal sealed record MergeStamp(
    ImmutableArray<string> Request,
    ImmutableArray<StampedFile> Inputs,
    ImmutableArray<StampedFolder> Folders,
    ImmutableArray<StampedFile> Outputs,
    ImmutableArray<StampedDiagnostic> Diagnostics)
{
    /// <summary>What was shown, as diagnostics, but for those whose codes this version no longer has.</summary>
    public ImmutableArray<Diagnostic> ToDiagnostics() => [.. Diagnostics.Select(shown => shown.ToDiagnostic()).OfType<Diagnostic>()];

    /// <summary>Why the merge has to run again, or null when the model is up to date.</summary>
    public string? StaleReason(ImmutableArray<string> request) =>
        RequestReason(request) ??
        Inputs.Where(input => !input.IsUnchanged()).Select(input => $"'{input.Path}' has changed").FirstOrDefault() ??
        Folders.Where(folder => !folder.IsUnchanged()).Select(folder => $"files were added to or removed from '{folder.Path}'").FirstOrDefault() ??
        Outputs.Where(output => !output.IsUnwritten()).Select(output => $"'{output.Path}' is missing or was written by something else").FirstOrDefault();

    private string? RequestReason(ImmutableArray<string> request)
    {
        var difference = request.Except(Request).Select(line => $"the project now says '{line}'")
            .Concat(Request.Except(request).Select(line => $"the project no longer says '{line}'"))
            .FirstOrDefault();
        return difference ?? (request.SequenceEqual(Request) ? null : "the project lists its items in another order");
    }
}
