using MergeBuild.Evaluation.Chat;

namespace MergeBuild.Cli.Generation;

/// <summary>Turns the messages of a conversation into the text that a model continues, as its chat template writes it.</summary>
internal static class ChatRendering
{
    /// <summary>Opens the chat template of a model directory.</summary>
    public static Func<IReadOnlyList<(string Role, string Content)>, string> Load(string directory)
    {
        var template = ChatTemplate.Load(directory);
        return messages => template.Render([.. messages.Select(message => new ChatMessage(message.Role, message.Content))], addGenerationPrompt: true);
    }
}
