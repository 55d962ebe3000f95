using System.Text;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Normalization;

/// <summary>Replaces or removes code points one by one.</summary>
internal abstract class CodePointMapping : INormalizer
{
    public string Normalize(string text)
    {
        // Most texts are left as they are: the first change makes the builder.
        StringBuilder? builder = null;
        for (var index = 0; index < text.Length;)
        {
            var codePoint = CodePoints.At(text, index);
            var length = CodePoints.Length(codePoint);
            if (Stays(codePoint))
            {
                builder?.Append(text, index, length);
            }
            else
            {
                builder ??= new StringBuilder(text, 0, index, text.Length + 16);
                Append(codePoint, builder);
            }

            index += length;
        }

        return builder is null ? text : builder.ToString();
    }

    /// <summary>Whether a code point is left as it is.</summary>
    protected abstract bool Stays(int codePoint);

    /// <summary>Appends what stands for a code point that does not stay; nothing removes it.</summary>
    protected abstract void Append(int codePoint, StringBuilder builder);
}
