using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>NFC</c>, <c>NFD</c>, <c>NFKC</c>, <c>NFKD</c>.</summary>
internal sealed class UnicodeForm(bool compatibility, bool compose) : INormalizer
{
    public string Normalize(string text) => NormalizationForms.Normalize(text, compatibility, compose);
}
