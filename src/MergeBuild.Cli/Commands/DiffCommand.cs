using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Versions;
using Spectre.Console;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild diff</c>: what differs between two merged models, and what that means for the version.</summary>
internal static class DiffCommand
{
    private const string Place = "A model directory, a merge.manifest.json, a package, or tag:NAME:PATH for a file of the repository.";

    private static readonly Argument<string> Before = new("before") { Description = Place };

    private static readonly Argument<string> After = new("after") { Description = Place };

    private static readonly Option<int> MostTensors = new("--tensors")
    {
        DefaultValueFactory = _ => 20, HelpName = "N", Description = "How many of the tensors that moved farthest to show.",
    };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("diff", "Shows what differs between two merged models.") { Before, After, MostTensors, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(
            parsed.GetRequiredValue(Before), parsed.GetRequiredValue(After), Math.Max(0, parsed.GetValue(MostTensors)), cancellation)));
        return command;
    }

    private static CommandOutcome Run(string before, string after, int mostTensors, CancellationToken cancellation)
    {
        var (old, now) = (ReleasedModel.Read(before, Environment.CurrentDirectory), ReleasedModel.Read(after, Environment.CurrentDirectory));
        var changes = ManifestComparison.Of(old, now);
        var names = ManifestComparison.ChangedTensors(old, now);
        var movements = Movements(before, after, names, cancellation);
        var farthest = movements.OrderByDescending(movement => movement.Relative).Take(mostTensors).ToImmutableArray();
        var change = ManifestComparison.Largest(changes);
        var json = new JsonObject
        {
            ["change"] = Word(change),
            ["changes"] = new JsonArray([.. changes.Select(found => new JsonObject { ["change"] = Word(found.Change), ["subject"] = found.Subject, ["text"] = found.Text })]),
            ["changedTensors"] = names.Length,
            ["tensors"] = new JsonArray([.. farthest.Select(movement => new JsonObject
            {
                ["name"] = movement.Name,
                ["relativeDistance"] = double.IsFinite(movement.Relative) ? movement.Relative : null,
                ["distance"] = movement.Distance,
                ["changedShare"] = movement.Changed,
            })]),
        };
        return new CommandOutcome(json, () => Print(changes, change, names.Length, farthest), []);
    }

    // Only where both places hold weights.
    private static ImmutableArray<TensorMovement> Movements(string before, string after, ImmutableArray<string> names, CancellationToken cancellation) =>
        names.IsEmpty || !Directory.Exists(before) || !Directory.Exists(after)
            ? []
            : TensorMovement.Of(ModelDirectory.Open(before), ModelDirectory.Open(after), names, Environment.ProcessorCount, PhysicalFileSystem.Instance, cancellation);

    private static void Print(ImmutableArray<ManifestChange> changes, VersionChange change, int changedTensors, ImmutableArray<TensorMovement> farthest)
    {
        if (changes.IsEmpty)
        {
            Console.Out.WriteLine("Nothing differs.");
            return;
        }

        var terminal = Terminal.Output();
        terminal.Write(PlainTable.Of(["Change", "Subject", "Difference"], changes.Select(found => new[] { Word(found.Change), found.Subject, found.Text })));
        if (!farthest.IsEmpty)
        {
            terminal.Write(PlainTable.Of(["Tensor", "Moved", "Elements"], farthest.Select(movement => new[]
            {
                movement.Name, Percent(movement.Relative), Percent(movement.Changed),
            })));
        }

        Console.Out.WriteLine($"{Counted.Of(changedTensors, "tensor")} with other bytes. For the version, this is a {Word(change)} change.");
    }

    private static string Percent(double share) =>
        double.IsFinite(share) ? (100 * share).ToString(share < 0.001 ? "G2" : "F2", CultureInfo.InvariantCulture) + " %" : "from zero";

    private static string Word(VersionChange change) => change.ToString().ToLowerInvariant();
}
