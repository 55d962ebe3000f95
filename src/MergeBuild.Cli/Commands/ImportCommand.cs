using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild import</c>: a recipe becomes a merge project.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> RecipePath = new("recipe") { HelpName = "recipe.yml", Description = "The recipe, in the YAML form of mergekit." };
    private static readonly Option<string?> Output = new("--output") { HelpName = "FILE", Description = "The project to write; beside the recipe, with its name, unless set." };
    private static readonly Option<string?> ModelRoot = new("--model-root") { HelpName = "DIR", Description = "The folder that model names start from; the recipe's own folder unless set." };
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrite a project that is there." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("import", "Writes a recipe as a merge project.") { RecipePath, Output, ModelRoot, Force, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), _ => Run(parsed)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(RecipePath);
        var recipe = YamlRecipe.Read(path, parsed.GetValue(ModelRoot));
        var output = parsed.GetValue(Output) ?? Path.ChangeExtension(path, ".mergeproj");
        var directory = Path.GetDirectoryName(Path.GetFullPath(output))!;
        if (File.Exists(output) && !parsed.GetValue(Force))
        {
            throw DiagnosticTable.ProjectExists.Exception(output);
        }

        using (var publication = new Publication(PhysicalFileSystem.Instance, directory))
        {
            publication.Write(Path.GetFileName(output), Encoding.UTF8.GetBytes(ProjectText.Write(recipe, directory, MergeManifest.ToolVersion)));
            publication.Commit();
        }

        return new CommandOutcome(new JsonObject { ["project"] = output }, () => Console.Out.WriteLine($"Wrote {LogText.Sanitize(output)}."), []);
    }
}
