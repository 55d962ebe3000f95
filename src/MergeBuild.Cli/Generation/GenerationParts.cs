using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Cli.Generation;

/// <summary>What the command needs beside the model itself.</summary>
/// <param name="LoadTokenizer">Opens the tokenizer of a model directory.</param>
/// <param name="LoadChat">
/// Opens the chat template of a model directory: what turns the messages so far, role and content of each, into the text that
/// the model continues. Null without chats.
/// </param>
internal sealed record GenerationParts(
    Func<string, ITokenizer> LoadTokenizer, Func<string, Func<IReadOnlyList<(string Role, string Content)>, string>>? LoadChat = null);
