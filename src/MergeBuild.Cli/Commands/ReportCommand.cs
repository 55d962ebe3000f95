using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Reports;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild report</c>: reports of verdicts that a build stored, without a model being evaluated again.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> VerdictsPath = new("verdicts") { HelpName = "verdicts.json", Description = "The verdicts that a build stored." };
    private static readonly Option<string?> Output = new("--output", "-o") { HelpName = "DIR", Description = "Where reports are written; 'report' beside the verdicts unless set." };
    private static readonly Option<string?> Name = new("--name") { HelpName = "NAME", Description = "What the reports call the merge; the name of the verdicts' folder unless set." };
    private static readonly Option<string?> Effects = new("--effects") { HelpName = "FILE", Description = "Show the effects of parents on suites that blame --json wrote." };
    private static readonly Option<ImmutableArray<ReportFormat>> Formats = new("--format")
    {
        HelpName = "FORMAT",
        Arity = ArgumentArity.OneOrMore,
        Description = $"Only these forms: {Allowed}. All unless set.",
        CustomParser = result =>
        {
            if (result.Tokens.Select(token => token.Value).FirstOrDefault(name => ReportFormat.Find(name) is null) is { } unknown)
            {
                result.AddError($"--format must be {Allowed}, not '{LogText.Sanitize(unknown)}'.");
                return [];
            }

            return [.. result.Tokens.Select(token => ReportFormat.Find(token.Value)!)];
        },
    };

    private static string Allowed
    {
        get
        {
            var names = ReportFormat.All.Select(format => format.Name).ToArray();
            return $"{string.Join(", ", names[..^1])} or {names[^1]}";
        }
    }

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("report", "Writes reports of stored verdicts: a page, Markdown, JSON, JUnit, TRX, SARIF.") { VerdictsPath, Output, Name, Effects, Formats, JsonOutput.Option };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), _ =>
        {
            var path = parsed.GetRequiredValue(VerdictsPath);
            var folder = Path.GetDirectoryName(path) ?? "";
            var input = StoredReport.Read(path, parsed.GetValue(Name) ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!);
            input = input with { Effects = parsed.GetValue(Effects) is { } effects ? ParentEffects.Read(effects) : null };
            var formats = parsed.GetValue(Formats);
            var files = ReportFolder.Write(
                PhysicalFileSystem.Instance, parsed.GetValue(Output) ?? Path.Combine(folder, "report"), input, formats.IsDefaultOrEmpty ? null : formats);
            var json = new JsonObject { ["outcome"] = input.Gates.Summary.Outcome.ToString(), ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]) };
            return new CommandOutcome(json, () => Print(input, files), []);
        }));
        return command;
    }

    private static void Print(ReportInput input, ImmutableArray<string> files)
    {
        Console.Out.WriteLine(LogText.Sanitize(ReportFolder.Headline(input)));
        foreach (var file in files)
        {
            Console.Out.WriteLine($"  {LogText.Sanitize(file)}");
        }
    }
}
