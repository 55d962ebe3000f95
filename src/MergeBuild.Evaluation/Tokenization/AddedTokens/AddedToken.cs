namespace MergeBuild.Evaluation.Tokenization.AddedTokens;

/// <summary>An entry of <c>added_tokens</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
/// <param name="IsSpecial">Whether decoding may leave it out.</param>
/// <param name="IsNormalized">Whether it is looked for in the normalised text rather than in the text as written.</param>
/// <param name="IsSingleWord">Whether it counts only where no word character stands beside it.</param>
/// <param name="StripsLeft">Whether white space before it belongs to it.</param>
/// <param name="StripsRight">Whether white space behind it belongs to it.</param>
internal sealed record AddedToken(
    int Id, string Content, bool IsSpecial, bool IsNormalized, bool IsSingleWord, bool StripsLeft, bool StripsRight);
