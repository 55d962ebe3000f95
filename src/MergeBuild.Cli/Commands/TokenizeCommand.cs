using System.CommandLine;
using System.Text.Json.Nodes;
using MergeBuild.Cli.Output;
using MergeBuild.Cli.Texts;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Cli.Commands;

/// <summary><c>mergebuild tokenize</c>: the ids that a model sees in place of a text.</summary>
internal static class TokenizeCommand
{
    private static readonly Argument<string> TokenizerPath = new("tokenizer")
    {
        HelpName = "model-dir|tokenizer.json",
        Description = "The model directory, or its tokenizer.json.",
    };

    private static readonly Option<string?> File = new("--file") { HelpName = "FILE", Description = "The text; without it, standard input." };

    private static readonly Option<bool> Json = new("--json") { Description = "Read a JSON array of texts, and print a JSON array with the array of ids of each." };

    private static readonly Option<bool> NoSpecial = new("--no-special") { Description = "Leave out the special tokens that the tokenizer puts around a text." };

    /// <summary>The command for the command line.</summary>
    public static Command Create()
    {
        var command = new Command("tokenize", "Shows the tokens of a text.") { TokenizerPath, File, Json, NoSpecial };
        command.SetAction(parsed => CommandRun.Execute(parsed.GetValue(Json), cancellation =>
        {
            var tokenizer = Tokenizer.Load(parsed.GetRequiredValue(TokenizerPath));
            var (name, bytes) = TextInput.Read(parsed.GetValue(File));
            var addsSpecial = !parsed.GetValue(NoSpecial);
            if (!parsed.GetValue(Json))
            {
                var ids = tokenizer.Encode(TextInput.ToText(name, bytes), addsSpecial);
                return new CommandOutcome([], () => Print(tokenizer, ids), []);
            }

            var lists = new JsonArray();
            foreach (var text in TextList.Read(name, bytes))
            {
                cancellation.ThrowIfCancellationRequested();
                lists.Add(new JsonArray([.. tokenizer.Encode(text, addsSpecial).Select(id => (JsonNode)id)]));
            }

            return new CommandOutcome([], () => { }, []) { Document = lists };
        }));
        return command;
    }

    private static void Print(Tokenizer tokenizer, int[] ids)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), Console.OutputEncoding);
        foreach (var id in ids)
        {
            output.WriteLine($"{id,7}  {LogText.Sanitize(tokenizer.TokenOf(id) ?? "")}");
        }

        output.WriteLine(Counted.Of(ids.Length, "token"));
    }
}
