using MergeBuild.Merging.Ledger;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Stamps;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild reads item lists as arrays.
#pragma warning disable CA1819

/// <summary>
/// Deletes the stamp of the last merge when anything it depended on or wrote is no longer the same, so that MSBuild's
/// own comparison of inputs and outputs runs the merge. Times alone cannot tell: a parent may be replaced by an older
/// file, an item may be removed. When all is the same, says the last merge's warnings again.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckMergeStamp : MergeTask
{
    /// <summary>The files that the merge depends on, as far as they are known without merging.</summary>
    [Output]
    public string[] InputFiles { get; private set; } = [];

    /// <summary>The file that lists what lies in the model directory.</summary>
    public string FileList { get; set; } = "";

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var path = FullPath(MergeStampFile);
        var stamp = Stamps.StampFile.Read(path);
        var reason = stamp is null ? "there is no record of an earlier merge"
            : Verification != ContentVerification.None ? $"MergeVerify={MergeVerify} asks for its files to be hashed"
            : stamp.StaleReason(StampedRequest) ??
                (new ModelFileList(FullPath(FileList)).Lists(stamp.Outputs.Select(output => output.Path)) ? null : $"'{FileList}' does not list the files of the model");
        if (reason is not null)
        {
            Say(MessageImportance.Normal, $"The model is merged because {reason}.");
            File.Delete(path);
            InputFiles = [ProjectFile];
            return;
        }

        InputFiles = [.. stamp!.Inputs.Select(input => input.Path)];
        diagnostics.Write(stamp.ToDiagnostics());
    }
}
