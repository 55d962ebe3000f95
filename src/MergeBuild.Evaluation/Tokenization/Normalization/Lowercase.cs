using System.Text;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary><c>Lowercase</c>: the full mapping of each code point by itself, so that a final sigma is as any other.</summary>
internal sealed class Lowercase : CodePointMapping
{
    protected override bool Stays(int codePoint) =>
        codePoint < 0x80 ? codePoint is < 'A' or > 'Z' : !UnicodeTables.Instance.LowerCase.ContainsKey(codePoint);

    protected override void Append(int codePoint, StringBuilder builder)
    {
        foreach (var lower in UnicodeTables.Instance.LowerCase[codePoint])
        {
            CodePoints.Append(builder, lower);
        }
    }
}
