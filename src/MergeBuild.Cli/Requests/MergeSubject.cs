using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Commands;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;
using MergeBuild.Packaging.Locks;

namespace MergeBuild.Cli.Requests;

/// <summary>The merge that a command is asked about: a project, or a recipe of mergekit.</summary>
/// <param name="Path">The file, as the user named it.</param>
/// <param name="Recipe">What is merged.</param>
/// <param name="Suites">The project's EvaluationSuite items; a recipe has none.</param>
/// <param name="Directory">The folder that paths of suites start from.</param>
/// <param name="Places">What the project's builds write and keep.</param>
internal sealed record MergeSubject(string Path, Recipe Recipe, ImmutableArray<ProjectItem> Suites, string Directory, ProjectPlaces Places)
{
    private const string RequestProperty = "MergeRequestFile";
    private const string RequestTarget = "WriteMergeRequest";

    /// <summary>The argument that names it.</summary>
    public static Argument<string> File { get; } = new("project") { HelpName = "project|recipe.yml", Description = "The merge project, or a recipe in the YAML form of mergekit." };

    /// <summary>Where a recipe's models are.</summary>
    public static Option<string?> ModelRoot { get; } =
        new("--model-root") { HelpName = "DIR", Description = "The folder that the model names of a recipe start from; the recipe's own folder unless set." };

    /// <summary>The configuration of a project.</summary>
    public static Option<string?> Configuration { get; } =
        new("--configuration", "-c") { HelpName = "NAME", Description = "The configuration of the project, such as Release; its own default unless set." };

    /// <summary>Reads what the command line names; of a project, MSBuild writes the request first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="command">The command's name, for messages.</param>
    /// <param name="cancellation">Ends MSBuild.</param>
    /// <exception cref="MergeBuildException">MB5001, MB5002, MB4323, MB4324, or what is wrong with the recipe (MB1xxx).</exception>
    public static MergeSubject Read(ParseResult parsed, string command, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(File);
        if (!ProjectEvaluation.IsProject(path))
        {
            var (stages, _) = HubParents.Restore(YamlRecipe.ReadAll(path, parsed.GetValue(ModelRoot)), parsed, cancellation);
            var recipe = Single(stages, command);
            return new MergeSubject(path, recipe, [], System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, ProjectPlaces.None);
        }

        if (!System.IO.File.Exists(path))
        {
            throw DiagnosticTable.ProjectNotFound.Exception(path);
        }

        var file = ProjectEvaluation.PathOf(path, RequestProperty, parsed.GetValue(Configuration), RequestTarget, cancellation);
        var request = ProjectRequestJson.Read(file, System.IO.Path.GetDirectoryName(path) ?? "", PhysicalFileSystem.Instance);
        return new MergeSubject(path, Single(WithRestoredParents(request), command), request.Suites, request.Directory, request.Places);
    }

    // The restore before the target left them in the cache that they share.
    private static ImmutableArray<RecipeStage> WithRestoredParents(ProjectRequest request)
    {
        var stages = request.ReadStages();
        return HubModels.Of(stages).IsEmpty || request.Places.Lock is not { } lockFile
            ? stages
            : RestoredParents.Open(lockFile, new HubOptions { Settings = HubSettings.FromEnvironment() }).Apply(stages);
    }

    private static Recipe Single(ImmutableArray<RecipeStage> stages, string command) => stages.Length == 1
        ? stages[0].Recipe
        : throw DiagnosticTable.StagesNotAnalysed.ExceptionAt(stages[0].Recipe.Location, stages.Length, $"mergebuild {command}");
}
