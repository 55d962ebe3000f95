using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Unicode;

/// <summary>
/// The four normalisation forms of Unicode Standard Annex 15 (https://www.unicode.org/reports/tr15/). The runtime's own
/// leave text as it is where there is no ICU.
/// </summary>
internal static class NormalizationForms
{
    // No code point before this one takes part in a canonical composition as its second half, or decomposes and does not recompose.
    private const char FirstThatMatters = '\u0300';

    /// <summary>Normalises a text.</summary>
    /// <param name="text">The text, well-formed.</param>
    /// <param name="compatibility">NFKC and NFKD rather than NFC and NFD.</param>
    /// <param name="compose">NFC and NFKC rather than NFD and NFKD.</param>
    public static string Normalize(string text, bool compatibility, bool compose)
    {
        if (IsNormalized(text, compatibility, compose))
        {
            return text;
        }

        var table = NormalizationTable.Instance;
        var points = new List<int>(text.Length + 16);
        for (var index = 0; index < text.Length;)
        {
            var codePoint = CodePoints.At(text, index);
            table.Decompose(codePoint, compatibility, points);
            index += CodePoints.Length(codePoint);
        }

        OrderMarks(points, table);
        if (compose)
        {
            Compose(points, table);
        }

        var builder = new StringBuilder(points.Count);
        foreach (var codePoint in points)
        {
            CodePoints.Append(builder, codePoint);
        }

        return builder.ToString();
    }

    // The quick check of UAX 15, section 9: sure that a text is normalised, or not sure.
    private static bool IsNormalized(string text, bool compatibility, bool compose)
    {
        var first = compose && !compatibility ? FirstThatMatters : '\u0080';
        if (!text.AsSpan().ContainsAnyInRange(first, char.MaxValue))
        {
            return true;
        }

        var table = NormalizationTable.Instance;
        for (var index = 0; index < text.Length;)
        {
            var codePoint = CodePoints.At(text, index);
            index += CodePoints.Length(codePoint);
            if (codePoint < first)
            {
                continue;
            }

            var stays = table.ClassOf(codePoint) == 0 && (table.IsAtomic(codePoint, compatibility) || (compose && table.Recomposes(codePoint, compatibility)));
            if (!stays || (compose && (table.Seconds.Contains(codePoint) || NormalizationTable.IsHangulSecond(codePoint))))
            {
                return false;
            }
        }

        return true;
    }

    // Marks between two starters are ordered by their class, those of one class as they come.
    private static void OrderMarks(List<int> points, NormalizationTable table)
    {
        for (var start = 0; start < points.Count; start++)
        {
            if (table.ClassOf(points[start]) == 0)
            {
                continue;
            }

            var end = start + 1;
            while (end < points.Count && table.ClassOf(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var ordered = points[start..end].OrderBy(table.ClassOf).ToArray();
                ordered.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points)[start..]);
            }

            start = end;
        }
    }

    // A mark joins the last starter unless one of its class or a higher one, or another starter, stands between.
    private static void Compose(List<int> points, NormalizationTable table)
    {
        var starter = -1;
        var lastClass = -1;
        var length = 0;
        for (var index = 0; index < points.Count; index++)
        {
            var codePoint = points[index];
            var currentClass = table.ClassOf(codePoint);
            if (starter >= 0 && lastClass < currentClass && table.Compose(points[starter], codePoint) is >= 0 and var composed)
            {
                points[starter] = composed;
                continue;
            }

            if (currentClass == 0)
            {
                starter = length;
                lastClass = -1;
            }
            else
            {
                lastClass = currentClass;
            }

            points[length++] = codePoint;
        }

        points.RemoveRange(length, points.Count - length);
    }
}
