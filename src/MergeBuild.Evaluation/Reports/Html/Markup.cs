using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>
/// A piece of HTML. Made of an interpolated string, whose holes are text that is escaped, unless they hold HTML already: what a name
/// says can never become markup.
/// </summary>
internal readonly record struct Markup(string Source)
{
    /// <summary>Nothing.</summary>
    public static Markup Empty { get; } = new("");

    /// <summary>The piece of a template.</summary>
    public static Markup Of(MarkupHandler template) => new(template.ToString());

    /// <summary>Pieces one after another.</summary>
    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(piece => piece.Source)));

    /// <inheritdoc/>
    public override string ToString() => Source;
}

/// <summary>Escapes the holes of a template.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler
{
    private readonly StringBuilder _text;

    // CA1801, IDE0060: the compiler passes lengths and counts to every handler.
#pragma warning disable IDE0060
    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength);
#pragma warning restore IDE0060

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(Markup markup) => _text.Append(markup.Source);

    public void AppendFormatted(IEnumerable<Markup> pieces)
    {
        foreach (var piece in pieces)
        {
            _text.Append(piece.Source);
        }
    }

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(ReportText.Printable(text ?? "")));

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate or a share, with as many digits as a screen shows.</summary>
    public void AppendFormatted(double number) => _text.Append(Math.Round(number, 3).ToString("0.###", CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
