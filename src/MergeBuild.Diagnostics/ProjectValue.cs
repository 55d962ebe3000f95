namespace MergeBuild.Diagnostics;

/// <summary>A property of a merge project, or a metadata value of one of its items.</summary>
/// <param name="Name">The name as the project writes it.</param>
/// <param name="Value">The value, as text.</param>
/// <param name="Location">Where the project sets it.</param>
public sealed record ProjectValue(string Name, string Value, SourceLocation? Location);
