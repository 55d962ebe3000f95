namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary>Splits pieces of a text further; no token crosses the border of a piece. Stateless; safe for several threads.</summary>
internal interface IPreTokenizer
{
    /// <summary>Appends the parts of pieces, in their order; empty ones are left out.</summary>
    void Split(List<TextPiece> pieces, List<TextPiece> output);
}
