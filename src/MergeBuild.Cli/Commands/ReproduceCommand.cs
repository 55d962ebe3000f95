using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Packaging;
using MergeBuild.Packaging.Reproduction;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild reproduce</c>: whether a model is what its manifest's parents and recipe give.</summary>
internal static class ReproduceCommand
{
    private static readonly Argument<string> Place = new("model")
    {
        HelpName = "package|model-dir|manifest", Description = "A package, a model directory, a merge.manifest.json, or tag:NAME:PATH for a file of the repository.",
    };

    private static readonly Option<string[]> Parents = new("--parent") { HelpName = "NAME=DIR", Description = "The folder of a parent, by its name in the manifest; may be given several times." };
    private static readonly Option<string[]> Adapters = new("--adapter") { HelpName = "NAME=DIR", Description = "The folder of a parent's adapter; may be given several times." };
    private static readonly Option<string[]> ParentFolders = new("--parents") { HelpName = "DIR", Description = "A folder with parents in folders of their names; may be given several times." };
    private static readonly Option<string[]> Feeds = new("--feed") { HelpName = "SOURCE", Description = "A feed of packages, in place of those of NuGet's settings; may be given several times." };
    private static readonly Option<string?> Output = new("--output", "-o") { HelpName = "DIR", Description = "An empty or new folder to keep the model in; without it, nothing is kept." };
    private static readonly Option<int?> Threads = CountOption.Of("--threads", "Threads that merge; one a processor unless set.");

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("reproduce", "Merges a model again by its manifest, and compares the two byte for byte.")
        {
            Place, Parents, Adapters, ParentFolders, Feeds, Output, HubParents.Offline, PickleOption.Option, Threads, JsonOutput.Option,
        };
        foreach (var named in new[] { Parents, Adapters })
        {
            command.Validators.Add(result => RequireNames(result, named));
        }

        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, CancellationToken cancellation)
    {
        var place = parsed.GetRequiredValue(Place);
        var output = parsed.GetValue(Output) is { } directory ? Path.GetFullPath(directory) : null;
        using var held = output is null ? null : DirectoryLock.Take(
            output, () => Console.Error.WriteLine($"Waiting for another merge to be done with {LogText.Sanitize(output)}."), cancellation);
        var result = ProgressDisplay.Show(progress => MergeReproduction.Run(place, Options(parsed, output), progress, cancellation));
        var json = new JsonObject
        {
            ["model"] = place,
            ["reproduced"] = true,
            ["mergebuild"] = result.StatedVersion,
            ["parents"] = new JsonArray([.. result.Parents.Select(Json)]),
            ["files"] = result.FileCount,
            ["tensors"] = result.TensorCount,
            ["bytes"] = result.ByteCount,
            ["output"] = output,
        };
        return new CommandOutcome(json, () => Print(place, result, output), result.Warnings);
    }

    private static ReproductionOptions Options(ParseResult parsed, string? output)
    {
        var isOffline = parsed.GetValue(HubParents.Offline);
        var options = new ReproductionOptions { Folder = Environment.CurrentDirectory, Hub = () => HubParents.Options(parsed) };
        return options with
        {
            Parents = Named(parsed.GetValue(Parents)),
            Adapters = Named(parsed.GetValue(Adapters)),
            ParentFolders = [.. parsed.GetValue(ParentFolders) ?? []],
            Feeds = [.. parsed.GetValue(Feeds) ?? []],
            IsOffline = isOffline,
            OutputDirectory = output,
            AllowPickle = parsed.GetValue(PickleOption.Option),
            Threads = parsed.GetValue(Threads) ?? options.Threads,
        };
    }

    private static JsonObject Json(FoundParent parent)
    {
        var json = new JsonObject { ["name"] = parent.Name, ["directory"] = parent.Directory };
        if (parent.AdapterDirectory is { } adapter)
        {
            json["adapter"] = adapter;
        }

        return json;
    }

    private static void Print(string place, ReproductionResult result, string? output)
    {
        var version = result.StatedVersion == MergeManifest.ToolVersion ? "" : $", by MergeBuild {MergeManifest.ToolVersion} as by {LogText.Sanitize(result.StatedVersion)}";
        Console.Out.WriteLine(
            $"{LogText.Sanitize(place)} is reproduced byte for byte from {Counted.Of(result.Parents.Length, "model")} ({result.Method}){version}: " +
            $"{Counted.Of(result.FileCount, "file")}, {Counted.Of(result.TensorCount, "tensor")}, {ByteText.Of(result.ByteCount)}{(output is null ? "" : $", in {LogText.Sanitize(output)}")}.");
    }

    private static ImmutableArray<KeyValuePair<string, string>> Named(string[]? texts) => [.. (texts ?? []).Select(Divide)];

    private static KeyValuePair<string, string> Divide(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && equals < text.Length - 1
        ? new(text[..equals], text[(equals + 1)..])
        : default;

    private static void RequireNames(CommandResult result, Option<string[]> option)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in result.GetValue(option) ?? [])
        {
            if (Divide(text).Key is not { } name)
            {
                result.AddError($"{option.Name} must be NAME=DIR, not '{LogText.Sanitize(text)}'.");
            }
            else if (!names.Add(name))
            {
                result.AddError($"{option.Name} names '{LogText.Sanitize(name)}' twice.");
            }
        }
    }
}
