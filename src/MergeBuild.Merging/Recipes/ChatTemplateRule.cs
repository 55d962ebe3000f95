using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>The chat template that a recipe asks for.</summary>
/// <param name="Name">What was asked for, in short: <c>auto</c>, the name of a built-in template, <c>file</c> or <c>text</c>.</param>
/// <param name="Text">The template; null for the one that most of the parents have.</param>
/// <param name="File">The full path of the file that it was read from, if it was.</param>
/// <param name="Location">Where it was asked for.</param>
public sealed record ChatTemplateRule(string Name, string? Text, string? File, SourceLocation? Location)
{
    /// <summary>The name that asks for the template that most of the parents have.</summary>
    public const string Auto = "auto";

    /// <summary>The name of a template that was written in the recipe.</summary>
    public const string OwnText = "text";

    /// <summary>The name of a template that was read from a file.</summary>
    public const string OwnFile = "file";
}
