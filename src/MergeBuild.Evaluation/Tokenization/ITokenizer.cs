namespace MergeBuild.Evaluation.Tokenization;

/// <summary>Turns text into the ids that a model was trained on, and back. Safe for several threads.</summary>
public interface ITokenizer
{
    /// <summary>Encodes a text.</summary>
    /// <param name="text">The text; special tokens that are written out in it become their ids.</param>
    /// <param name="addSpecialTokens">Whether the post-processor adds its special tokens, such as <c>&lt;s&gt;</c>.</param>
    int[] Encode(string text, bool addSpecialTokens);

    /// <summary>Decodes ids.</summary>
    /// <param name="ids">Ids; those that the vocabulary lacks are left out.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out of the text.</param>
    string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens);

    /// <summary>The id of a token as the vocabulary spells it, or null.</summary>
    int? IdOf(string token);

    /// <summary>A decoder of ids that come one after the other, which gives text as soon as no later id can change it.</summary>
    IStreamingDecoder CreateStreamingDecoder(bool skipSpecialTokens);
}
