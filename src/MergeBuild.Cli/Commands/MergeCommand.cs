using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Budget;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild merge</c>: a recipe becomes a model directory.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string> RecipePath = new("recipe") { HelpName = "recipe.yml", Description = "The recipe, in the YAML form of mergekit." };
    private static readonly Argument<string> OutputDirectory = new("output") { HelpName = "output-dir", Description = "The model directory to write." };
    private static readonly Option<string?> ModelRoot = new("--model-root") { HelpName = "DIR", Description = "The folder that model names start from; the recipe's own folder unless set." };
    private static readonly Option<string?> WorkDirectory = new("--work-dir") { HelpName = "DIR", Description = "The folder for the results of a recipe's stages but the last; 'output-dir.stages' unless set." };
    private static readonly Option<int?> Threads = CountOption.Of("--threads", "Threads that merge; one a processor unless set.");
    private static readonly Option<ulong?> Seed = new("--seed") { HelpName = "N", Description = "The seed of methods that drop elements at random; 0 unless set." };
    private static readonly Option<string?> Ledger = new("--ledger") { HelpName = "FILE", Description = "The file that keeps what a later merge into the same folder can take over; without it everything is merged." };
    private static readonly Option<string?> Store = new("--store") { HelpName = "DIR", Description = "A folder of finished tensors that merges on this machine share." };
    private static readonly Option<long?> ShardSize = new("--shard-size")
    {
        HelpName = "SIZE",
        Description = "The most bytes of one weight file, such as 500MB or 4GiB (the default).",
        CustomParser = SizeOption.Parse,
    };

    private static readonly Option<long?> ReadBudget = new("--read-budget")
    {
        HelpName = "SIZE",
        Description = "The most bytes of tensors to read, such as 2GB; the rest of the experts is left out. Needs --norms.",
        CustomParser = SizeOption.Parse,
    };
    private static readonly Option<string?> Norms = new("--norms") { HelpName = "FILE", Description = "What 'mergebuild analyze' found, for --read-budget to choose by." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("merge", "Merges models as a recipe says.")
        {
            RecipePath, OutputDirectory, ModelRoot, WorkDirectory, Threads, Seed, ShardSize, Ledger, Store, ReadBudget, Norms, PickleOption.Option,
            HubParents.Lock, HubParents.LockedMode, HubParents.ForceEvaluate, HubParents.Offline, JsonOutput.Option,
        };
        command.Validators.Add(RequireNorms);
        command.Validators.Add(HubParents.RequireLock);
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.GetRequiredValue(OutputDirectory);
        var options = new ModelBuildOptions { OutputDirectory = output };
        options = options with
        {
            Threads = parsed.GetValue(Threads) ?? options.Threads,
            ShardSize = parsed.GetValue(ShardSize) ?? options.ShardSize,
            LedgerFile = parsed.GetValue(Ledger) is { } ledger ? Path.GetFullPath(ledger) : null,
            StoreDirectory = parsed.GetValue(Store) is { } store ? Path.GetFullPath(store) : null,
            ReadBudget = parsed.GetValue(ReadBudget) is { } budget ? new ReadBudget(budget, Path.GetFullPath(parsed.GetRequiredValue(Norms)!)) : null,
        };
        var stages = YamlRecipe.ReadAll(parsed.GetRequiredValue(RecipePath), parsed.GetValue(ModelRoot))
            .Select(stage => stage with { Recipe = stage.Recipe with { Seed = parsed.GetValue(Seed) ?? stage.Recipe.Seed } })
            .ToImmutableArray();
        (stages, var warnings) = HubParents.Restore(PickleOption.Apply(stages, parsed), parsed, cancellation);
        using var held = DirectoryLock.Take(
            Path.GetFullPath(output), () => Console.Error.WriteLine($"Waiting for another merge to be done with {LogText.Sanitize(output)}."), cancellation);
        var outcome = stages.Length == 1 ? MergeOne(stages[0].Recipe, options, cancellation) : MergeStages(stages, options, parsed.GetValue(WorkDirectory), cancellation);
        return outcome with { Diagnostics = [.. warnings, .. outcome.Diagnostics] };
    }

    private static CommandOutcome MergeOne(Recipe recipe, ModelBuildOptions options, CancellationToken cancellation)
    {
        var result = ProgressDisplay.Show(progress => ModelBuild.Run(recipe, options, progress, cancellation));
        return new CommandOutcome(Json(options, result), () => Print(recipe, options.OutputDirectory, result, result.IsUpToDate), result.Warnings);
    }

    private static CommandOutcome MergeStages(
        ImmutableArray<RecipeStage> stages, ModelBuildOptions options, string? workDirectory, CancellationToken cancellation)
    {
        var results = ProgressDisplay.Show(progress => StagedBuild.Run(stages, options, workDirectory, progress, cancellation));
        var result = stages.Zip(results).Single(pair => pair.First.IsResult);
        var json = Json(options, result.Second.Model);
        json["stages"] = new JsonArray([.. results.Select(stage => new JsonObject
        {
            ["name"] = stage.Name,
            ["directory"] = stage.Directory,
            ["reused"] = stage.WasReused,
        })]);
        return new CommandOutcome(json, () => PrintStages(stages, results, result), [.. results.SelectMany(stage => stage.Model.Warnings)]);
    }

    private static JsonObject Json(ModelBuildOptions options, ModelBuildResult result) => new()
    {
        ["output"] = options.OutputDirectory,
        ["files"] = new JsonArray([.. result.OutputFiles.Select(file => (JsonNode)file)]),
        ["inputs"] = new JsonArray([.. result.InputFiles.Select(file => (JsonNode)file)]),
        ["upToDate"] = result.IsUpToDate,
        ["work"] = WorkJson.Of(result.Work),
    };

    private static void PrintStages(
        ImmutableArray<RecipeStage> stages, ImmutableArray<StageResult> results, (RecipeStage Stage, StageResult Result) last)
    {
        foreach (var (stage, result) in stages.Zip(results).Where(pair => !pair.First.IsResult))
        {
            Console.Out.WriteLine($"Stage {stage.Name} ({stage.Recipe.Method.Value}): {(result.WasReused ? "up to date" : "merged")}, in {LogText.Sanitize(result.Directory)}");
        }

        Print(last.Stage.Recipe, last.Result.Directory, last.Result.Model, last.Result.WasReused);
    }

    private static void Print(Recipe recipe, string output, ModelBuildResult result, bool wasReused = false)
    {
        var models = $"{Counted.Of(recipe.Models.Length, "model")} ({recipe.Method.Value})";
        Console.Out.WriteLine(wasReused ? $"The merge of {models} in {LogText.Sanitize(output)} is up to date:" : $"Merged {models} into {LogText.Sanitize(output)}:");
        foreach (var file in result.OutputFiles)
        {
            Console.Out.WriteLine($"  {LogText.Sanitize(file)}");
        }

        Console.Out.WriteLine(FormattableString.Invariant($"It {result.Work}."));
    }

    private static void RequireNorms(CommandResult result)
    {
        if ((result.GetResult(ReadBudget) is null) != (result.GetResult(Norms) is null))
        {
            result.AddError("--read-budget and --norms go together: what is left out is chosen by the norms that 'mergebuild analyze' takes.");
        }
    }
}
