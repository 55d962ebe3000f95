namespace MergeBuild.Evaluation.Suites;

/// <summary>How kinds of suites are written.</summary>
public static class SuiteKinds
{
    /// <summary>The name in results: <c>generation</c>, <c>multiple-choice</c>, <c>perplexity</c>, <c>classification</c>.</summary>
    public static string Name(this SuiteKind kind) => kind switch
    {
        SuiteKind.Generation => "generation",
        SuiteKind.MultipleChoice => "multiple-choice",
        SuiteKind.Perplexity => "perplexity",
        SuiteKind.Classification => "classification",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of suite."),
    };

    /// <summary>The kind of a name, or null.</summary>
    public static SuiteKind? Find(string? name)
    {
        foreach (var kind in Enum.GetValues<SuiteKind>())
        {
            if (kind.Name() == name)
            {
                return kind;
            }
        }

        return null;
    }
}
