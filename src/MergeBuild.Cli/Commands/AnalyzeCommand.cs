using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild analyze</c>: the norms of task vectors, which <c>merge --read-budget</c> chooses by.</summary>
internal static class AnalyzeCommand
{
    private static readonly Argument<string> RecipePath = new("recipe") { HelpName = "recipe.yml", Description = "The recipe that is to be merged within a budget." };
    private static readonly Option<string> Norms = new("--norms") { HelpName = "FILE", Description = "The file to write; what it already knows is not read again.", Required = true };
    private static readonly Option<string?> ModelRoot = new("--model-root") { HelpName = "DIR", Description = "The folder that model names start from; the recipe's own folder unless set." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("analyze", "Reads the models of a recipe once, for merges with a read budget.") { RecipePath, Norms, ModelRoot, PickleOption.Option, HubParents.Lock, HubParents.LockedMode, HubParents.ForceEvaluate, HubParents.Offline, JsonOutput.Option };
        command.Validators.Add(HubParents.RequireLock);
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(Norms));
            var stages = YamlRecipe.ReadAll(parsed.GetRequiredValue(RecipePath), parsed.GetValue(ModelRoot));
            if (stages.Length > 1)
            {
                throw DiagnosticTable.ReadBudgetStages.ExceptionAt(stages[0].Recipe.Location, stages.Length);
            }

            (stages, var warnings) = HubParents.Restore(PickleOption.Apply(stages, parsed), parsed, cancellation);
            var plan = MergePlanner.Plan(stages[0].Recipe);
            var result = ProgressDisplay.Show(progress => NormAnalysis.Run(plan, path, new ReadingOptions { Progress = progress, Cancellation = cancellation }));
            return new CommandOutcome(Json(path, result), () => Console.Out.WriteLine($"The analysis {result}; its norms are in {LogText.Sanitize(path)}."), warnings);
        }));
        return command;
    }

    private static JsonObject Json(string path, NormAnalysisResult result) => new()
    {
        ["norms"] = path,
        ["bytesRead"] = result.BytesRead,
        ["blocksAnalysed"] = result.BlocksAnalysed,
        ["blocks"] = result.BlockCount,
    };
}
