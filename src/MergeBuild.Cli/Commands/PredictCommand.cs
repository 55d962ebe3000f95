using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MergeBuild.Cli.Kinship;
using MergeBuild.Cli.Output;
using MergeBuild.Cli.Requests;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Merging.Kinship;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild predict</c>: what the parents' weights say of a merge before it is made.</summary>
internal static class PredictCommand
{
    private static readonly Option<SearchUnit> By = new("--by")
    {
        HelpName = "parent|group|layer", DefaultValueFactory = _ => SearchUnit.Group, Description = "Compare parents as wholes alone, or in each group (the default) or layer of tensors, too.",
    };

    private static readonly Option<double?> Top = new("--top")
    {
        HelpName = "SHARE", Description = "The share of each tensor whose elements count as its largest; 0.2 unless set.", CustomParser = ParseShare,
    };

    private static readonly Option<int?> Threads = CountOption.Of("--threads", "Threads that compare; one a processor unless set. The figures do not depend on it.");
    private static readonly Option<string?> JsonFile = new("--json") { HelpName = "FILE", Description = "Write all figures, by group, layer and tensor, to a file." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("predict", "Compares the parents of a merge by their weights, and says what that suggests.")
        {
            MergeSubject.File, By, Top, JsonFile, MergeSubject.ModelRoot, MergeSubject.Configuration, HubParents.Lock, HubParents.LockedMode, HubParents.ForceEvaluate, HubParents.Offline, Threads,
        };
        command.Validators.Add(HubParents.RequireLock);
        command.SetAction(parsed => CommandRun.Execute(json: false, cancellation => Run(parsed, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, CancellationToken cancellation)
    {
        var subject = MergeSubject.Read(parsed, "predict", cancellation);
        var report = ProgressDisplay.Show(progress =>
        {
            var options = new KinshipOptions { Progress = progress, Cancellation = cancellation };
            return KinshipAnalysis.Run(subject.Recipe, options with
            {
                Threads = parsed.GetValue(Threads) ?? options.Threads,
                TopShare = parsed.GetValue(Top) ?? options.TopShare,
            });
        });
        if (parsed.GetValue(JsonFile) is { } path)
        {
            JsonFileOutput.Write(path, KinshipJson.Of(report));
        }

        return new CommandOutcome([], () => KinshipTables.Print(report, parsed.GetValue(By)), []);
    }

    private static double? ParseShare(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1)
        {
            return share;
        }

        result.AddError($"--top must be a number above 0 and at most 1, not '{LogText.Sanitize(text)}'.");
        return null;
    }
}
