using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild sign</c>: signs a model directory, and the statements in it.</summary>
internal static class SignCommand
{
    private static readonly Argument<string> ModelPath = new("model") { HelpName = "model-dir", Description = "The model directory." };
    private static readonly Option<string> Key = new("--key")
    {
        HelpName = "FILE", Required = true, Description = "The private key in PEM, on P-256, P-384 or P-521; env:NAME for a variable that holds it.",
    };
    private static readonly Option<string?> Certificate = new("--certificate") { HelpName = "FILE", Description = "The key's certificate in PEM, followed by those above it." };
    private static readonly Option<string?> Name = new("--name") { HelpName = "NAME", Description = "The model's name in the signature; the folder's unless set." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("sign", "Signs a model, so that others can verify where it comes from.") { ModelPath, Key, Certificate, Name, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, CancellationToken cancellation)
    {
        var directory = parsed.GetRequiredValue(ModelPath);
        if (!Directory.Exists(directory))
        {
            throw DiagnosticTable.ModelDirectoryNotFound.Exception(directory, File.Exists(directory) ? " as a directory; it is a file" : "");
        }

        using var signer = ModelSigner.Read(parsed.GetRequiredValue(Key), parsed.GetValue(Certificate));
        var name = parsed.GetValue(Name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        ModelSignature.SignAll(directory, name, signer, cancellation: cancellation);
        var path = Path.Combine(directory, ModelSignature.FileName);
        return new CommandOutcome(
            new JsonObject { ["model"] = directory, ["signature"] = path }, () => Console.Out.WriteLine($"Wrote {LogText.Sanitize(path)}."), []);
    }
}
