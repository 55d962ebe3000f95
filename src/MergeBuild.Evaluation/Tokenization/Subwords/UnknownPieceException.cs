namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>A text has something that no token stands for, and the token for unknown text is missing.</summary>
internal sealed class UnknownPieceException(string piece, string? unknownToken) : Exception(
    unknownToken is null ? $"'{piece}' needs a token for unknown text, and none is named" : $"'{piece}' needs the token for unknown text, '{unknownToken}', which the vocabulary does not have")
{
    private const int ShownLength = 40;

    /// <summary>The exception for a piece, which may be long.</summary>
    public static UnknownPieceException For(ReadOnlySpan<char> piece, string? unknownToken) =>
        new(piece.Length <= ShownLength ? piece.ToString() : string.Concat(piece[..ShownLength], "…"), unknownToken);
}
