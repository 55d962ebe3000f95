namespace MergeBuild.Evaluation.Tokenization.Patterns;

/// <summary>A search takes so many steps that it is not worth waiting for.</summary>
internal sealed class PatternEffortException(int length)
    : Exception($"A pattern takes too many steps on a text of {length} characters.");
