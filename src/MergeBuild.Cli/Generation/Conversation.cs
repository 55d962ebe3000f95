using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Cli.Generation;

/// <summary>A conversation: each line of input is a message, which the model answers knowing all before it.</summary>
/// <param name="model">The model.</param>
/// <param name="tokenizer">Its tokenizer.</param>
/// <param name="render">Its chat template.</param>
/// <param name="settings">How to generate; the prompt is replaced.</param>
/// <param name="stop">Texts that end an answer.</param>
internal sealed class Conversation(
    ICausalLanguageModel model, ITokenizer tokenizer, Func<IReadOnlyList<(string Role, string Content)>, string> render, GenerationRequest settings, IReadOnlyCollection<string> stop)
{
    private readonly List<(string Role, string Content)> _messages = [];

    /// <summary>Answers a message.</summary>
    public void Answer(string message, Action<string> write, CancellationToken cancellation)
    {
        _messages.Add(("user", message));

        // The template writes the special tokens itself.
        var prompt = tokenizer.Encode(render(_messages), addSpecialTokens: false);
        var (_, text) = StreamedText.Run(model, tokenizer, settings with { Prompt = prompt }, stop, write, cancellation);
        _messages.Add(("assistant", text));
    }

    /// <summary>Answers the first message and then each line, until the input ends or a line is empty.</summary>
    public void Run(string? first, TextReader input, TextWriter output, CancellationToken cancellation)
    {
        for (var message = first ?? Ask(input, output); !string.IsNullOrEmpty(message); message = Ask(input, output))
        {
            Answer(message, part => output.Write(PrintableText.Of(part)), cancellation);
            output.WriteLine();
        }
    }

    private static string? Ask(TextReader input, TextWriter output)
    {
        if (!Console.IsInputRedirected)
        {
            output.Write("> ");
        }

        return input.ReadLine();
    }
}
