using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Cli.Generation;
using MergeBuild.Cli.Output;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild generate</c>: talks to a model.</summary>
internal static class GenerateCommand
{
    private static readonly Argument<string> ModelPath = new("model") { HelpName = "model-dir", Description = "The model directory." };
    private static readonly Option<string?> Prompt = new("--prompt") { HelpName = "TEXT", Description = "The text to continue; with --chat, the first message." };
    private static readonly Option<bool> Chat = new("--chat") { Description = "Talk: each line of input is a message; an empty line ends the conversation." };
    private static readonly Option<int> MaximumTokens = new("--max-tokens")
    {
        HelpName = "N", Description = "The most tokens to generate.", DefaultValueFactory = _ => 256, CustomParser = result => ParseWhole(result, 1) ?? 0,
    };

    private static readonly Option<float?> Temperature = new("--temperature")
    {
        HelpName = "T", Description = "Draw tokens, with the logits divided by this; without it, and with 0, the most likely token is taken.", CustomParser = result => ParseNumber(result, 0, float.MaxValue),
    };

    private static readonly Option<int?> TopK = new("--top-k") { HelpName = "K", Description = "Draw among the K most likely tokens; 0 for all.", CustomParser = result => ParseWhole(result, 0) };
    private static readonly Option<float?> TopP = new("--top-p") { HelpName = "P", Description = "Draw among the most likely tokens that reach this probability together.", CustomParser = result => ParseNumber(result, float.Epsilon, 1) };
    private static readonly Option<string[]> Stop = new("--stop") { HelpName = "TEXT", Description = "End the text before this one; may be given several times.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<ulong> Seed = new("--seed") { HelpName = "N", Description = "The same seed draws the same tokens; 0 unless set." };
    private static readonly Option<int?> Threads = new("--threads") { HelpName = "N", Description = "Threads that compute; one a processor unless set.", CustomParser = result => ParseWhole(result, 1) };

    /// <summary>The command for the command line.</summary>
    /// <param name="parts">Opens tokenizers and chat templates.</param>
    public static Command Create(GenerationParts parts)
    {
        var command = new Command("generate", "Continues a prompt with a model, or talks to it.")
        {
            ModelPath, Prompt, MaximumTokens, Stop, Temperature, TopK, TopP, Seed, Threads, PickleOption.Option, JsonOutput.Option,
        };
        if (parts.LoadChat is not null)
        {
            command.Add(Chat);
        }

        command.Validators.Add(result =>
        {
            var chats = parts.LoadChat is not null && result.GetValue(Chat);
            if (!chats && result.GetValue(Prompt) is null)
            {
                result.AddError("--prompt is required without --chat.");
            }

            if (result.GetValue(Stop)?.Contains("") == true)
            {
                result.AddError("--stop must not be empty.");
            }

            if (chats && result.GetValue(JsonOutput.Option))
            {
                result.AddError("--json cannot be combined with --chat.");
            }

            if ((result.GetValue(TopK) is not null || result.GetValue(TopP) is not null) && result.GetValue(Temperature) is null or 0)
            {
                result.AddError("--top-k and --top-p choose among drawn tokens; set --temperature too, 1 for the model's own probabilities.");
            }
        });
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(JsonOutput.Option), cancellation => Run(parsed, parts, cancellation)));
        return command;
    }

    private static CommandOutcome Run(ParseResult parsed, GenerationParts parts, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(ModelPath);
        var directory = ModelDirectory.Open(path, allowPickle: parsed.GetValue(PickleOption.Option));
        var tokenizer = parts.LoadTokenizer(path);
        var options = new InferenceOptions();
        using var model = PretrainedModel.LoadLanguageModel(
            directory, options with { Threads = parsed.GetValue(Threads) ?? options.Threads }, cancellation);
        var request = new GenerationRequest { Prompt = default, MaximumTokens = parsed.GetValue(MaximumTokens), Sampling = SamplingOf(parsed) };
        var stop = parsed.GetValue(Stop) ?? [];
        if (parts.LoadChat is not null && parsed.GetValue(Chat))
        {
            new Conversation(model, tokenizer, parts.LoadChat(path), request, stop).Run(parsed.GetValue(Prompt), Console.In, Console.Out, cancellation);
            return new CommandOutcome([], () => { }, []);
        }

        request = request with { Prompt = tokenizer.Encode(parsed.GetValue(Prompt)!, addSpecialTokens: true) };
        var isJson = parsed.GetValue(JsonOutput.Option);
        var (ids, text) = StreamedText.Run(model, tokenizer, request, stop, part => Console.Out.Write(isJson ? "" : PrintableText.Of(part)), cancellation);
        var json = new JsonObject
        {
            ["prompt_tokens"] = request.Prompt.Length,
            ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]),
            ["text"] = text,
        };
        return new CommandOutcome(json, Console.Out.WriteLine, []);
    }

    private static SamplingSettings? SamplingOf(ParseResult parsed) => parsed.GetValue(Temperature) is { } temperature && temperature > 0
        ? new SamplingSettings(temperature, parsed.GetValue(TopK) ?? 0, parsed.GetValue(TopP) ?? 1, parsed.GetValue(Seed))
        : null;

    private static int? ParseWhole(ArgumentResult result, int least)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        result.AddError($"{NameOf(result)} must be a whole number of at least {least}, not '{LogText.Sanitize(text)}'.");
        return null;
    }

    private static float? ParseNumber(ArgumentResult result, float least, float most)
    {
        var text = result.Tokens[0].Value;
        if (float.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{NameOf(result)} must be a number {(least > 0 ? "above 0" : "of at least 0")}{(most <= 1 ? " and at most 1" : "")}, not '{LogText.Sanitize(text)}'.");
        return null;
    }

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
