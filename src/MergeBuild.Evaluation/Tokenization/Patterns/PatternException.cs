namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>A pattern is malformed or uses what is not supported. Its message says what and where.</summary>
internal sealed class PatternException(string reason, int index) : Exception($"{reason} at character {index + 1}");
