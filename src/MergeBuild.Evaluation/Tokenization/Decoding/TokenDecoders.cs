using MergeBuild.Evaluation.Tokenization.Normalization;

namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>The decoders that change each token by itself.</summary>
internal static class TokenDecoders
{
    // The library's clean-up, in its order.
    private static readonly (string From, string To)[] CleanUps =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
        (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    /// <summary>Without a decoder: tokens with spaces between them.</summary>
    public static TokenDecoder Spaced { get; } = new((token, isFirst) => isFirst ? token : " " + token);

    /// <summary><c>Replace</c> by a regular expression.</summary>
    public static TokenDecoder Replace(Replacement replacement) => new((token, _) => replacement.Normalize(token));

    /// <summary><c>WordPiece</c>: continuations lose their prefix, other tokens get a space in front.</summary>
    public static TokenDecoder WordPiece(string prefix, bool cleansUp) => new((token, isFirst) =>
    {
        var text = isFirst ? token
            : token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..]
            : " " + token;
        return cleansUp ? CleanUps.Aggregate(text, (current, cleanUp) => current.Replace(cleanUp.From, cleanUp.To, StringComparison.Ordinal)) : text;
    });
}
