namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary>Changes a text before it is split. Stateless; safe for several threads.</summary>
internal interface INormalizer
{
    /// <summary>The changed text; well-formed where the text was.</summary>
    string Normalize(string text);
}
