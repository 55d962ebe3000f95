using System.Text;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>handle_chinese_chars</c> of <c>BertNormalizer</c>: a space on either side of each ideograph.</summary>
internal sealed class SpacedIdeographs : CodePointMapping
{
    protected override bool Stays(int codePoint) => !CharacterClasses.IsBertIdeograph(codePoint);

    protected override void Append(int codePoint, StringBuilder builder)
    {
        builder.Append(' ');
        CodePoints.Append(builder, codePoint);
        builder.Append(' ');
    }
}
