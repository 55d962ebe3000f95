using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild merge</c>: a recipe becomes a model directory.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string> RecipePath = new("recipe") { HelpName = "recipe.yml", Description = "The recipe, in the YAML form of mergekit." };
    private static readonly Argument<string> OutputDirectory = new("output") { HelpName = "output-dir", Description = "The model directory to write." };
    private static readonly Option<string?> ModelRoot = new("--model-root") { HelpName = "DIR", Description = "The folder that model names start from; the recipe's own folder unless set." };
    private static readonly Option<int?> Threads = new("--threads") { HelpName = "N", Description = "Threads that merge; one a processor unless set.", CustomParser = ParseThreads };
    private static readonly Option<ulong?> Seed = new("--seed") { HelpName = "N", Description = "The seed of methods that drop elements at random; 0 unless set." };
    private static readonly Option<long?> ShardSize = new("--shard-size")
    {
        HelpName = "SIZE",
        Description = "The most bytes of one weight file, such as 500MB or 4GiB (the default).",
        CustomParser = ParseSize,
    };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("merge", "Merges models as a recipe says.")
        {
            RecipePath, OutputDirectory, ModelRoot, Threads, Seed, ShardSize, JsonOutput.Option,
        };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = YamlRecipe.Read(parsed.GetRequiredValue(RecipePath), parsed.GetValue(ModelRoot));
        var output = parsed.GetRequiredValue(OutputDirectory);
        var options = new ModelBuildOptions { OutputDirectory = output };
        options = options with
        {
            Threads = parsed.GetValue(Threads) ?? options.Threads,
            ShardSize = parsed.GetValue(ShardSize) ?? options.ShardSize,
        };
        recipe = recipe with { Seed = parsed.GetValue(Seed) ?? recipe.Seed };
        var result = ProgressDisplay.Show(progress => ModelBuild.Run(recipe, options, progress, cancellation));
        var json = new JsonObject
        {
            ["output"] = output,
            ["files"] = new JsonArray([.. result.OutputFiles.Select(file => (JsonNode)file)]),
            ["inputs"] = new JsonArray([.. result.InputFiles.Select(file => (JsonNode)file)]),
        };
        return new CommandOutcome(json, () => Print(recipe, output, result), result.Warnings);
    }

    private static void Print(Recipe recipe, string output, ModelBuildResult result)
    {
        Console.Out.WriteLine($"Merged {Counted.Of(recipe.Models.Length, "model")} ({recipe.Method.Value}) into {LogText.Sanitize(output)}:");
        foreach (var file in result.OutputFiles)
        {
            Console.Out.WriteLine($"  {LogText.Sanitize(file)}");
        }
    }

    private static int? ParseThreads(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0)
        {
            return threads;
        }

        result.AddError($"--threads must be a whole number above 0, not '{LogText.Sanitize(text)}'.");
        return null;
    }

    private static long? ParseSize(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ByteSize.TryParse(text, out var bytes))
        {
            return bytes;
        }

        result.AddError($"--shard-size must be a number of bytes above 0, such as 4294967296, 500MB or 4GiB, not '{LogText.Sanitize(text)}'.");
        return null;
    }
}
