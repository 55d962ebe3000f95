using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Packaging;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild verify</c>: whether a model directory is what its manifest says.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> ModelPath = new("model") { HelpName = "model-dir", Description = "The model directory." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Hashes a model again and compares it with its manifest.") { ModelPath, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(
            parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed.GetRequiredValue(ModelPath), cancellation)));
        return command;
    }

    private static CommandOutcome Run(string directory, CancellationToken cancellation)
    {
        var result = ProgressDisplay.Show(progress => ManifestVerification.Run(directory, null, progress, cancellation));
        var json = new JsonObject
        {
            ["model"] = directory,
            ["files"] = result.FileCount,
            ["tensors"] = result.TensorCount,
            ["bytes"] = result.ByteCount,
        };
        return new CommandOutcome(json, () => Print(directory, result), result.Problems);
    }

    private static void Print(string directory, VerificationResult result) => Console.Out.WriteLine(
        $"{LogText.Sanitize(directory)} is intact: {Counted.Of(result.FileCount, "file")}, " +
        $"{Counted.Of(result.TensorCount, "tensor")}, {ByteText.Of(result.ByteCount)}.");
}
