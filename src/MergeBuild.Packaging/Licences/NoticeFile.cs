using System.Text;

namespace MergeBuild.Packaging.Licences;

/// <summary>NOTICE and the files of <c>LICENSES/</c>: what has to go with the result.</summary>
internal static class NoticeFile
{
    /// <summary>The notice's name in a model directory.</summary>
    public const string FileName = "NOTICE";

    /// <summary>The words by which a notice of ours is known.</summary>
    public const string Mark = "A merge of models, written by MergeBuild.";

    /// <summary>The folder of licence texts in a model directory.</summary>
    public const string Folder = "LICENSES";

    /// <summary>The bytes of the notice.</summary>
    public static byte[] Write(LicenseLedger ledger)
    {
        var text = new StringBuilder();
        text.Append(ledger.Settings.ModelName).Append($"\n\n{Mark} All weights were changed by merging.\n");
        foreach (var parent in ledger.Parents)
        {
            text.Append("\n* ").Append(parent.Parent.Name).Append(" (").Append(parent.Parent.Role).Append("): ")
                .Append(parent.Ids.IsEmpty ? "licence not stated" : string.Join(", ", parent.Ids)).Append('\n');
        }

        foreach (var line in ledger.Terms.SelectMany(terms => new[] { terms.NoticeText, terms.DisplayText }).OfType<string>().Distinct())
        {
            text.Append('\n').Append(line).Append('\n');
        }

        foreach (var parent in ledger.Parents)
        {
            foreach (var notice in parent.Texts.Where(notice => notice.Name.StartsWith("NOTICE", StringComparison.Ordinal)))
            {
                text.Append("\n---- ").Append(notice.Name).Append(" of ").Append(parent.Parent.Name).Append(" ----\n\n")
                    .Append(Encoding.UTF8.GetString(notice.Content).ReplaceLineEndings("\n").Trim()).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The files of the folder: each parent's own, under names that tell whose they are.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Texts(LicenseLedger ledger)
    {
        // Different names can look the same without the letters that a file name cannot have.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parent in ledger.Parents)
        {
            foreach (var text in parent.Texts)
            {
                var number = 1;
                var name = $"{Plain(parent.Parent.Name)}.{text.Name}";
                while (!taken.Add(name))
                {
                    name = FormattableString.Invariant($"{Plain(parent.Parent.Name)}-{++number}.{text.Name}");
                }

                yield return (name, text.Content);
            }
        }
    }

    private static string Plain(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
}
