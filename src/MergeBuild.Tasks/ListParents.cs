using System.Globalization;
using MergeBuild.Merging.Recipes;
using MergeBuild.Tasks.Logging;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MergeBuild.Tasks;

// CA1819 Properties should not return arrays: MSBuild reads item lists as arrays.
#pragma warning disable CA1819

/// <summary>Lists the models that go into the merge, for the tasks that compare it with them.</summary>
[MSBuildMultiThreadableTask]
public sealed class ListParents : MergeTask
{
    /// <summary>The folder for the models of the stages before the last, where a recipe file has several.</summary>
    public string StageDirectory { get; set; } = "";

    /// <summary>The model directories, with the metadata Name, IsBase, Adapter, File, Line and Column.</summary>
    [Output]
    public ITaskItem[] Parents { get; private set; } = [];

    private protected override void Run(DiagnosticLog diagnostics)
    {
        // Models of the stage that gives the result come first: those of the others have a say only where the name is free.
        var stages = ReadStages().OrderByDescending(stage => stage.IsResult);
        Parents =
        [
            .. stages.SelectMany(stage => stage.Recipe.Models.Select((model, index) => (model, isBase: stage.IsResult && index == stage.Recipe.BaseModel)))
                .DistinctBy(entry => entry.model.Name)
                .Select(entry => Item(entry.model, entry.isBase)),
        ];
    }

    private TaskItem Item(RecipeModel model, bool isBase)
    {
        var item = new TaskItem(EscapedPath(model.Stage is { } stage ? Path.Combine(FullPath(StageDirectory), stage) : model.Path));
        item.SetMetadata("Name", model.Name);
        item.SetMetadata("IsBase", isBase ? "true" : "false");
        item.SetMetadata("Adapter", EscapedPath(model.Adapter?.Path ?? ""));
        item.SetMetadata("File", model.Location?.File ?? "");
        item.SetMetadata("Line", (model.Location?.Line ?? 0).ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Column", (model.Location?.Column ?? 0).ToString(CultureInfo.InvariantCulture));
        return item;
    }

    // What MSBuild would take for an escape or a list.
    private static string EscapedPath(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}
