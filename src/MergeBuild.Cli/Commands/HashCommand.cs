using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild hash</c>: BLAKE3 digests, printed as <c>b3sum</c> prints them.</summary>
internal static class HashCommand
{
    private static readonly Argument<string[]> Paths = new("file")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "The files.",
    };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("hash", "Prints the BLAKE3 digests of files.") { Paths, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation =>
        {
            var digests = parsed.GetRequiredValue(Paths).Select(path => (Path: path, Digest: DigestOf(path, cancellation))).ToArray();
            var json = new JsonArray([.. digests.Select(file => new JsonObject { ["file"] = file.Path, ["blake3"] = file.Digest.ToString() })]);
            return new CommandOutcome(new JsonObject { ["files"] = json }, () => Print(digests), []);
        }));
        return command;
    }

    private static Blake3Digest DigestOf(string path, CancellationToken cancellation)
    {
        using var file = PhysicalFileSystem.Instance.OpenRead(path);
        return Blake3File.Digest(file, Environment.ProcessorCount, cancellation);
    }

    private static void Print((string Path, Blake3Digest Digest)[] digests)
    {
        foreach (var (path, digest) in digests)
        {
            Console.WriteLine($"{digest}  {LogText.Sanitize(path)}");
        }
    }
}
