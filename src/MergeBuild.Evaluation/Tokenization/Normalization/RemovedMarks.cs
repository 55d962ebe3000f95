using System.Text;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary>Removes combining marks: all of M for <c>StripAccents</c>, Mn alone for BERT.</summary>
internal sealed class RemovedMarks(bool nonSpacingOnly) : CodePointMapping
{
    protected override bool Stays(int codePoint) =>
        !(nonSpacingOnly ? CharacterClasses.IsNonSpacingMark(codePoint) : CharacterClasses.IsMark(codePoint));

    protected override void Append(int codePoint, StringBuilder builder)
    {
    }
}
