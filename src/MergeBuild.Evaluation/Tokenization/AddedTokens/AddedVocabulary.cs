using System.Collections.Frozen;
using System.Collections.Immutable;
using MergeBuild.Evaluation.Tokenization.Normalization;

namespace MergeBuild.Evaluation.Tokenization.AddedTokens;

/// <summary>The added tokens of a file, which are taken out of a text before it is split.</summary>
internal sealed class AddedVocabulary
{
    private readonly FrozenDictionary<int, AddedToken> _byId;
    private readonly FrozenDictionary<string, AddedToken> _byContent;
    private readonly FrozenSet<string> _special;

    /// <summary>The tokens in the order of the file.</summary>
    public AddedVocabulary(ImmutableArray<AddedToken> tokens, INormalizer normalizer)
    {
        // Special tokens are looked for first: of two with one text, theirs is the one that counts.
        var ordered = tokens.Where(token => token.Content.Length > 0).OrderBy(token => token.IsSpecial ? 0 : 1).ToArray();
        Verbatim = new AddedTokenFinder(ordered.Where(token => !token.IsNormalized).Select(token => (token.Content, token)));
        Normalized = new AddedTokenFinder(ordered.Where(token => token.IsNormalized).Select(token => (normalizer.Normalize(token.Content), token)));
        _byId = tokens.GroupBy(token => token.Id).ToFrozenDictionary(group => group.Key, group => group.Last());
        _byContent = tokens.GroupBy(token => token.Content, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        _special = tokens.Where(token => token.IsSpecial).Select(token => token.Content).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Finds the tokens that are looked for in the text as written.</summary>
    public AddedTokenFinder Verbatim { get; }

    /// <summary>Finds the tokens that are looked for in the normalised text.</summary>
    public AddedTokenFinder Normalized { get; }

    /// <summary>The id of a token, or null.</summary>
    public int? IdOf(string content) => _byContent.TryGetValue(content, out var token) ? token.Id : null;

    /// <summary>The text of an id, or null.</summary>
    public string? ContentOf(int id) => _byId.TryGetValue(id, out var token) ? token.Content : null;

    /// <summary>Whether a token is special.</summary>
    public bool IsSpecial(string content) => _special.Contains(content);
}
