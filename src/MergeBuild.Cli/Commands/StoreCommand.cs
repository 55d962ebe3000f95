using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Store;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild store gc</c>: deletes from a shared store what no build has used for a while.</summary>
internal static class StoreCommand
{
    private const int DefaultGraceDays = 14;

    private static readonly Argument<string> Directory = new("store") { HelpName = "store-dir", Description = "The store." };
    private static readonly Option<double?> Grace = new("--grace")
    {
        HelpName = "DAYS", Description = "Objects that were used within so many days stay; 14 unless set.", CustomParser = ParseDays,
    };

    private static readonly Option<long?> LargestSize = new("--max-size")
    {
        HelpName = "SIZE", Description = "Older objects stay, too, up to this size together, such as 200GB; none unless set.", CustomParser = SizeOption.Parse,
    };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var collect = new Command("gc", "Deletes what no build has used for a while; safe beside running builds.") { Directory, Grace, LargestSize, JsonOutput.Option };
        collect.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Collect(parsed, cancellation)));
        return new Command("store", "Looks after a shared store of finished tensors.") { collect };
    }

    private static CommandOutcome Collect(ParseResult parsed, CancellationToken cancellation)
    {
        var store = parsed.GetRequiredValue(Directory);
        if (!System.IO.Directory.Exists(store))
        {
            throw DiagnosticTable.StoreNotFound.Exception(store);
        }

        var result = StoreCollection.Run(store, TimeSpan.FromDays(parsed.GetValue(Grace) ?? DefaultGraceDays), parsed.GetValue(LargestSize) ?? 0, cancellation);
        var json = new JsonObject
        {
            ["filesDeleted"] = result.FilesDeleted, ["bytesDeleted"] = result.BytesDeleted, ["filesKept"] = result.FilesKept, ["bytesKept"] = result.BytesKept,
        };
        return new CommandOutcome(json, () => Console.Out.WriteLine(
            $"Deleted {Counted.Of(result.FilesDeleted, "file")} of {ByteText.Of(result.BytesDeleted)}; {Counted.Of(result.FilesKept, "file")} of {ByteText.Of(result.BytesKept)} stay."), []);
    }

    private static double? ParseDays(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days <= 36500)
        {
            return days;
        }

        result.AddError($"--grace must be a number of days from 0 to 36500, such as 14 or 0.5, not '{LogText.Sanitize(text)}'.");
        return null;
    }
}
