using System.CommandLine;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Cli.Inspection;
using MergeBuild.Cli.Output;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild inspect</c>: what a model directory holds, from headers alone.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> ModelPath = new("model") { HelpName = "model-dir", Description = "The model directory." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("inspect", "Shows the tensors, types, files and architecture of a model.") { ModelPath, PickleOption.Option, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), _ =>
        {
            var summary = ModelSummary.Of(ModelDirectory.Open(parsed.GetRequiredValue(ModelPath), allowPickle: parsed.GetValue(PickleOption.Option)));
            return new CommandOutcome(SummaryJson.Of(summary), () => SummaryTable.Print(summary), []);
        }));
        return command;
    }
}
