using System.Collections.Immutable;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>What planning finds out of the result's tokenizer.</summary>
/// <param name="Plan">The tokens and their rows; null without a rule for tokens.</param>
/// <param name="Files">The result's tokenizer files by name; null where they are the donor's as they are.</param>
internal sealed record PlannedTokenizer(TokenizerPlan? Plan, ImmutableSortedDictionary<string, byte[]>? Files);
