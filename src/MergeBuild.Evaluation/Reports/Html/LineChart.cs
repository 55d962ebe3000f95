using System.Collections.Immutable;
using System.Globalization;

namespace MergeBuild.Evaluation.Reports.Html;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows, for the key.</param>
/// <param name="Points">Its points from left to right; a line is parted where a y is missing. The size of a dot is that of 1 unless given.</param>
internal sealed record ChartLine(string Name, ImmutableArray<(double X, double? Y, double Size)> Points);

/// <summary>
/// Lines over a range, as inline SVG of a fixed shape that is as wide as its column, at least as wide as it is drawn, so that text stays
/// readable. Lines differ in colour, and beyond six in dashes.
/// </summary>
internal sealed record LineChart(string Id, string Title, string Description, ImmutableArray<ChartLine> Lines)
{
    private const double Width = 340, Height = 210, Left = 46, Right = 322, Top = 8, Bottom = 176;
    private const int Colours = 6;

    // Beyond these, dots would touch.
    private const int MostDots = 40;

    /// <summary>The least and the greatest x.</summary>
    public required (double Least, double Greatest) Across { get; init; }

    /// <summary>The least and the greatest y.</summary>
    public required (double Least, double Greatest) Up { get; init; }

    /// <summary>Marks of the x axis.</summary>
    public required ImmutableArray<(double At, string Text)> AcrossTicks { get; init; }

    /// <summary>How values are written beside the y axis.</summary>
    public required Func<double, string> Label { get; init; }

    /// <summary>What the x axis counts.</summary>
    public required string AcrossName { get; init; }

    /// <summary>Whether the line from corner to corner is drawn.</summary>
    public bool HasDiagonal { get; init; }

    public Markup ToMarkup() => Markup.Of($"""
        <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{Id}-title {Id}-text"><title id="{Id}-title">{Title}</title><desc id="{Id}-text">{Description}</desc>
        {ChartScale.Ticks(Up.Least, Up.Greatest).Select(tick => Markup.Of($"""<line class="{(tick == 0 ? "zero" : "gridline")}" x1="{Left}" x2="{Right}" y1="{Y(tick)}" y2="{Y(tick)}"/><text x="{Left - 6}" y="{Y(tick) + 4}" text-anchor="end">{Label(tick)}</text>"""))}
        {AcrossTicks.Select(tick => Markup.Of($"""<text x="{X(tick.At)}" y="{Bottom + 16}" text-anchor="middle">{tick.Text}</text>"""))}
        <text x="{(Left + Right) / 2}" y="{Height - 3}" text-anchor="middle">{AcrossName}</text>
        {(HasDiagonal ? Markup.Of($"""<line class="ideal" x1="{Left}" y1="{Bottom}" x2="{Right}" y2="{Top}"/>""") : Markup.Empty)}{Lines.Select(Line)}</svg>
        <ul class="key">{Lines.Select((line, i) => Markup.Of($"""<li><svg aria-hidden="true"><line class="curve {Class(i)}"{Dash(i)} x1="1" x2="27" y1="7" y2="7"/></svg>{line.Name}</li>"""))}</ul>

        """);

    private Markup Line(ChartLine line, int index)
    {
        var path = new System.Text.StringBuilder();
        var pen = 'M';
        foreach (var (x, y, _) in line.Points)
        {
            if (y is { } value)
            {
                path.Append(CultureInfo.InvariantCulture, $"{pen}{X(x):0.##} {Y(value):0.##}");
            }

            pen = y is null ? 'M' : 'L';
        }

        var dots = line.Points.Length > MostDots ? [] : line.Points.Where(point => point.Y is not null).Select(point => Markup.Of(
            $"""<circle class="dot {Class(index)}" cx="{X(point.X)}" cy="{Y(point.Y!.Value)}" r="{2.5 * point.Size}"/>"""));
        return Markup.Of($"""<path class="curve {Class(index)}"{Dash(index)} d="{path.ToString()}"/>{dots}""");
    }

    private static string Class(int index) => string.Create(CultureInfo.InvariantCulture, $"s{index % Colours}");

    private static Markup Dash(int index) => index < Colours ? Markup.Empty : Markup.Of($""" stroke-dasharray="{4 + 2 * (index / Colours)} 4" """);

    private double X(double x) => Left + (Across.Greatest > Across.Least ? (x - Across.Least) / (Across.Greatest - Across.Least) : 0.5) * (Right - Left);

    private double Y(double y) => Bottom - (Math.Clamp(y, Up.Least, Up.Greatest) - Up.Least) / (Up.Greatest - Up.Least) * (Bottom - Top);
}
