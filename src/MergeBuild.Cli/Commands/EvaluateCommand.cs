using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;
using Spectre.Console;

namespace MergeBuild.Cli.Commands;

/// <summary>Opens a model directory for evaluation.</summary>
/// <param name="directory">The directory.</param>
/// <param name="digests">Where its digest comes from.</param>
/// <param name="threads">How many threads compute.</param>
/// <param name="allowPickle">Whether PyTorch files are read where there are no safetensors.</param>
/// <param name="cancellation">Ends the opening.</param>
internal delegate EvaluatedModel OpenModel(string directory, IModelDigests digests, int threads, bool allowPickle, CancellationToken cancellation);

/// <summary><c>mergebuild evaluate</c>: what a model is worth on suites.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> ModelPath = new("model") { HelpName = "model-dir", Description = "The model directory." };
    private static readonly Argument<string[]> SuitePaths = new("suite") { HelpName = "suite.jsonl", Arity = ArgumentArity.OneOrMore, Description = "The suites." };
    private static readonly Option<string?> JsonFile = new("--json") { HelpName = "FILE", Description = "Write all results, with every example, to a file." };
    private static readonly Option<string?> SettingsFile = new("--settings") { HelpName = "FILE", Description = "Evaluation settings as JSON; docs/suites.md lists them." };
    private static readonly Option<string?> CacheFolder = new("--cache") { HelpName = "DIR", Description = "Keep results here, use those that are there, and go on with an interrupted evaluation." };
    private static readonly Option<bool> Chat = new("--chat") { Description = "Turn prompts into conversations with the model's chat template." };
    private static readonly Option<int?> Limit = CountOption.Of("--limit", "Evaluate the first N examples of each suite.");
    private static readonly Option<int?> Batch = CountOption.Of("--batch", "Sequences that the model gets at once; 16 unless set. The results do not depend on it.");
    private static readonly Option<int?> Threads = CountOption.Of("--threads", "Threads that compute; one a processor unless set. The results do not depend on it.");

    /// <summary>The command for the command line.</summary>
    public static Command Create(OpenModel open)
    {
        var command = new Command("evaluate", "Measures a model on suites of examples.")
        {
            ModelPath, SuitePaths, JsonFile, SettingsFile, CacheFolder, Chat, Limit, Batch, Threads, PickleOption.Option,
        };
        command.SetAction(parsed => CommandRun.Execute(json: false, cancellation => Run(parsed, open, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, OpenModel open, CancellationToken cancellation)
    {
        var settings = parsed.GetValue(SettingsFile) is { } file ? SuiteSettingsJson.ReadFile(file) : SuiteSettings.Default;
        settings = settings with { ChatTemplate = settings.ChatTemplate || parsed.GetValue(Chat), Limit = parsed.GetValue(Limit) ?? settings.Limit };

        // All suites are read before the model is: a mistake in the last of them shows at once.
        var suites = parsed.GetRequiredValue(SuitePaths).Select(path => EvaluationSuite.Read(path)).ToArray();
        var threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount;
        var cache = parsed.GetValue(CacheFolder);
        var digests = new ModelDigests(new FileDigests(cache, threads: threads));
        using var model = open(parsed.GetRequiredValue(ModelPath), digests, threads, parsed.GetValue(PickleOption.Option), cancellation);
        var results = EvaluationDisplay.Show(progress =>
        {
            var evaluator = new Evaluator(new EvaluatorOptions
            {
                BatchSize = parsed.GetValue(Batch) ?? new EvaluatorOptions().BatchSize,
                Cache = cache is null ? null : new ResultCache(cache, PhysicalFileSystem.Instance),
                Progress = progress,
            });
            return suites.Select(suite => evaluator.Evaluate(model, suite, settings, cancellation)).ToArray();
        });
        if (parsed.GetValue(JsonFile) is { } output)
        {
            JsonFileOutput.Write(output, new JsonObject { ["results"] = new JsonArray([.. results.Select(result => JsonNode.Parse(EvaluationResultJson.Write(result)))]) });
        }

        return new CommandOutcome([], () => Print(results), []);
    }

    private static void Print(EvaluationResult[] results)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("suite", "metric");
        foreach (var name in new[] { "value", "± error", "examples" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var (result, metric) in results.SelectMany(result => result.Metrics.Select(metric => (result, metric))))
        {
            table.AddRow(
                Markup.Escape(LogText.Sanitize(result.Suite.Name)), metric.Name, Number(metric.Value), Number(metric.StandardError),
                metric.Count?.ToString(CultureInfo.InvariantCulture) ?? "");
        }

        Terminal.Output().Write(table);
    }

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";
}
