namespace MergeBuild.Packaging.Git;

/// <summary>What git answered.</summary>
/// <param name="Succeeded">Whether it exited with zero.</param>
/// <param name="Text">Its output, without white space at the ends.</param>
/// <param name="Error">What it wrote to its error output, or why it did not run.</param>
internal readonly record struct GitOutput(bool Succeeded, string Text, string Error)
{
    /// <summary>Whether there is no git at all.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
