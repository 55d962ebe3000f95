using MergeBuild.Diagnostics;
using MergeBuild.Tasks.Logging;
using MergeBuild.Tasks.Sources;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild sets item lists as arrays.
#pragma warning disable CA1819

/// <summary>Refuses merge projects that are their own parents, before MSBuild or NuGet walk in circles.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckReferenceCycles : ProjectTask
{
    /// <summary>The ProjectReference items.</summary>
    public ITaskItem[] ProjectReferences { get; set; } = [];

    private protected override void Run(DiagnosticLog diagnostics)
    {
        var problems = new DiagnosticBag();
        foreach (var reference in ProjectReferences.Where(item => item.GetMetadata(ParentReference.Role).Trim().Length > 0))
        {
            if (ReferenceCycle.Find(ProjectFile, FullPath(reference.ItemSpec.Replace('\\', '/'))) is { } way)
            {
                var names = string.Join(" → ", way.Select(path => Path.GetRelativePath(ProjectDirectory, path).Replace('\\', '/')));
                problems.Report(DiagnosticTable.ReferenceCycle.At(Source.Item("ProjectReference", reference).Location, names));
            }
        }

        problems.ThrowIfErrors();
    }
}
