namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Something that a template calls.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Call">What it does with its arguments.</param>
internal sealed record TemplateFunction(string Name, Func<TemplateArguments, object?> Call);
