namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>The value of a name or member that is not there: empty text, false, and no items; all else with it is an error.</summary>
/// <param name="Name">What was asked for, for messages.</param>
internal sealed record Undefined(string Name);
