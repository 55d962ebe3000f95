using System.Text;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>clean_text</c> of <c>BertNormalizer</c>: removes NUL, U+FFFD and control characters; any white space becomes a plain space.</summary>
internal sealed class BertCleaning : CodePointMapping
{
    protected override bool Stays(int codePoint) => codePoint == ' ' || !(IsRemoved(codePoint) || CharacterClasses.IsWhitespace(codePoint));

    protected override void Append(int codePoint, StringBuilder builder)
    {
        if (!IsRemoved(codePoint))
        {
            builder.Append(' ');
        }
    }

    private static bool IsRemoved(int codePoint) => codePoint == 0xFFFD || CharacterClasses.IsBertControl(codePoint);
}
