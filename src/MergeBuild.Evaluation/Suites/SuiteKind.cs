namespace MergeBuild.Evaluation.Suites;

/// <summary>What the examples of a suite ask of a model; inferred from their keys.</summary>
public enum SuiteKind
{
    /// <summary><c>prompt</c> and <c>answer</c>, or <c>prompt</c> alone: the model writes a continuation.</summary>
    Generation,

    /// <summary><c>prompt</c>, <c>choices</c> and <c>label</c>: the most likely continuation is chosen.</summary>
    MultipleChoice,

    /// <summary><c>text</c>: how well the model predicts it.</summary>
    Perplexity,

    /// <summary><c>prompt</c> and <c>label</c>: a classifier names the class.</summary>
    Classification,
}
