using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Signing;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild verify</c>: whether a model directory is what its manifest, signature and provenance say.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> ModelPath = new("model") { HelpName = "model-dir", Description = "The model directory." };
    private static readonly Option<string?> Key = new("--key") { HelpName = "FILE", Description = "The public key, in PEM, that the model must be signed with." };
    private static readonly Option<string?> Certificate = new("--certificate") { HelpName = "FILE", Description = "The certificate authority, in PEM, that the signer's certificate must lead to." };
    private static readonly Option<bool> Provenance = new("--provenance") { Description = "Fail if the model has no provenance." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Hashes a model again and compares it with its manifest, signature and provenance.")
        {
            ModelPath, Key, Certificate, Provenance, JsonOutput.Option,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Key) is not null && result.GetValue(Certificate) is not null)
            {
                result.AddError("--key and --certificate exclude each other.");
            }
        });
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, CancellationToken cancellation)
    {
        var directory = parsed.GetRequiredValue(ModelPath);
        using var trust = parsed.GetValue(Key) is { } key ? SignatureTrust.InKey(key)
            : parsed.GetValue(Certificate) is { } certificate ? SignatureTrust.InCertificates(certificate)
            : null;
        var result = ProgressDisplay.Show(progress => ModelVerification.Run(directory, trust, parsed.GetValue(Provenance), null, progress, cancellation));
        var json = new JsonObject
        {
            ["model"] = directory,
            ["files"] = result.Manifest.FileCount,
            ["tensors"] = result.Manifest.TensorCount,
            ["bytes"] = result.Manifest.ByteCount,
            ["signed"] = result.IsSigned,
            ["signerVerified"] = trust is not null,
            ["provenance"] = result.HasProvenance,
        };
        return new CommandOutcome(json, () => Print(directory, result, trust is not null), result.Problems);
    }

    private static void Print(string directory, ModelVerificationResult result, bool isTrusted)
    {
        var manifest = result.Manifest;
        Console.Out.WriteLine(
            $"{LogText.Sanitize(directory)} is intact: {Counted.Of(manifest.FileCount, "file")}, " +
            $"{Counted.Of(manifest.TensorCount, "tensor")}, {ByteText.Of(manifest.ByteCount)}.");
        if (result.IsSigned)
        {
            Console.Out.WriteLine(isTrusted ? "Its signature is valid." : "It has a signature; pass --key or --certificate to verify who made it.");
        }

        if (result.HasProvenance)
        {
            Console.Out.WriteLine("Its provenance agrees with its files and its manifest.");
        }
    }
}
