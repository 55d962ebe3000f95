using System.Text;

namespace MergeBuild.Cli.Generation;

/// <summary>What a model writes, made harmless for a terminal: control characters but line ends and tabs are replaced.</summary>
internal static class PrintableText
{
    /// <summary>The text with U+FFFD in place of control characters.</summary>
    public static string Of(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            printable.Append(char.IsControl(character) && character is not ('\n' or '\t') ? '\uFFFD' : character);
        }

        return printable.ToString();
    }
}
