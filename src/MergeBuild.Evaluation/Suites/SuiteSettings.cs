using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Evaluation.Suites;

/// <summary>
/// How a suite is put to a model. All that can change a result, other than the model and the examples, is here; what a
/// caller does not set has the value that is written here, and results record all of them.
/// </summary>
public sealed record SuiteSettings
{
    /// <summary>The settings of a suite that says nothing.</summary>
    public static SuiteSettings Default { get; } = new();

    /// <summary>Whether the tokenizer adds its special tokens, such as <c>&lt;s&gt;</c>, to prompts and texts.</summary>
    public bool SpecialTokens { get; init; } = true;

    /// <summary>
    /// Whether prompts are turned into conversations by the model's chat template. The template then writes the special
    /// tokens, and the tokenizer adds none.
    /// </summary>
    public bool ChatTemplate { get; init; }

    /// <summary>The system message before each conversation; needs <see cref="ChatTemplate"/>.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Evaluate this many examples; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Draw the <see cref="Limit"/> examples with this seed; null takes the first ones.</summary>
    public ulong? SampleSeed { get; init; }

    /// <summary>How many answered examples stand before each prompt.</summary>
    public int FewShot { get; init; }

    /// <summary>The suite that they come from; null for the evaluated suite itself.</summary>
    public string? FewShotFile { get; init; }

    /// <summary>The seed by which they are chosen.</summary>
    public ulong FewShotSeed { get; init; } = 1234;

    /// <summary>What stands after each of them.</summary>
    public string FewShotSeparator { get; init; } = "\n\n";

    /// <summary>
    /// Texts at which an answer ends; the answer goes up to the first of them. Null means a line feed where every answer of
    /// the suite ends with one, and none otherwise.
    /// </summary>
    public ImmutableArray<string>? Stop { get; init; }

    /// <summary>The most tokens that are generated; the model's context may end an answer sooner.</summary>
    public int MaximumTokens { get; init; } = 256;

    /// <summary>
    /// A regular expression that finds the answer in the generated text: its first group, or all of it where it has none.
    /// </summary>
    public string? AnswerPattern { get; init; }

    /// <summary>Which match of <see cref="AnswerPattern"/> counts: the last, rather than the first.</summary>
    public bool LastMatch { get; init; }

    /// <summary>Whether the last numbers of the generated text and of the answer are compared, by value.</summary>
    public bool Numeric { get; init; }

    /// <summary>Whether upper and lower case are the same to exact match.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Whether exact match leaves out punctuation.</summary>
    public bool IgnorePunctuation { get; init; }

    /// <summary>Whether exact match leaves out the English articles.</summary>
    public bool IgnoreArticles { get; init; }

    /// <summary>The most tokens that the model sees at once in a text; null for its whole context.</summary>
    public int? WindowLength { get; init; }

    /// <summary>By how many tokens the window moves on in a longer text; null for half its length.</summary>
    public int? Stride { get; init; }

    /// <summary>
    /// The token before the first one of a text or an empty prompt, where the tokenizer adds none; null for the first token
    /// that ends generations.
    /// </summary>
    public string? PrefixToken { get; init; }

    /// <summary>Names of the metrics, as <c>docs/evaluation.md</c> lists them; empty for those of the suite's kind.</summary>
    public ImmutableArray<string> Metrics { get; init; } = [];

    /// <summary>
    /// Regular expressions that mark a generated text as a refusal; empty for the list in <c>docs/evaluation.md</c>.
    /// </summary>
    public ImmutableArray<string> RefusalPatterns { get; init; } = [];

    /// <summary>BLAKE3 of the canonical JSON.</summary>
    public Blake3Digest Digest => Blake3.Hash(CanonicalJson.Write(SuiteSettingsJson.Write(this)));

    /// <inheritdoc/>
    public bool Equals(SuiteSettings? other) => other is not null && Digest == other.Digest;

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode();
}
