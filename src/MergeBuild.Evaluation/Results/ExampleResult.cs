using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// What a model made of one example. Values that the kind of suite does not have are null; logarithms are natural.
/// </summary>
public sealed record ExampleResult
{
    /// <summary>The example's id; the number of the document in results of lm-evaluation-harness.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// A digest of what was asked and what is right. Results of two models are comparable where it is equal, whatever else
    /// changed in the suite.
    /// </summary>
    public string? Digest { get; init; }

    /// <summary>A digest of the prompt as the model saw it, where a foreign result states one.</summary>
    public string? PromptDigest { get; init; }

    /// <summary>The filter of lm-evaluation-harness; null for our own evaluator and for none.</summary>
    public string? Filter { get; init; }

    /// <summary>The example's cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>The example's tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The example's value of each metric that has one.</summary>
    public ImmutableSortedDictionary<string, double> Values { get; init; } = NoValues;

    /// <summary>Generation: the generated text, up to the text that ended it.</summary>
    public string? Output { get; init; }

    /// <summary>Generation: what the pattern of the settings found in the output.</summary>
    public string? Extracted { get; init; }

    /// <summary>Generation: the sum over the tokens of the reference answer. Texts: the sum over all tokens.</summary>
    public double? LogProbability { get; init; }

    /// <summary>Generation: whether greedy decoding yields exactly the tokens of the reference answer.</summary>
    public bool? IsGreedy { get; init; }

    /// <summary>Choices: the sum over the tokens of each. Classes: the logarithm of each one's probability.</summary>
    public ImmutableArray<double> LogProbabilities { get; init; } = [];

    /// <summary>The index of the right choice or class.</summary>
    public int? Label { get; init; }

    /// <summary>The index of the most likely choice or class, the lowest where several are.</summary>
    public int? Predicted { get; init; }

    /// <summary>Texts: how many tokens were scored, the special ones left out. Generation: those of the reference answer.</summary>
    public int? Tokens { get; init; }

    /// <summary>Texts: how many words, divided by white space.</summary>
    public int? Words { get; init; }

    /// <summary>Texts: how many bytes of UTF-8.</summary>
    public int? Bytes { get; init; }

    private static readonly ImmutableSortedDictionary<string, double> NoValues =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}
