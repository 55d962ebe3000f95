using System.Globalization;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Reports;
using MergeBuild.Evaluation.Reports.Html;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Reports;

/// <summary>The page as people see it, in a real browser.</summary>
public sealed class PagesInABrowser : IDisposable
{
    private const double Pixel = 1;

    // WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (graphics).
    private const double TextContrast = 4.5, GraphicContrast = 3;

    private const string Luminance = """
        const rgba = text => { const p = document.createElement('canvas').getContext('2d', {willReadFrequently: true}); p.fillStyle = text; p.fillRect(0, 0, 1, 1); return [...p.getImageData(0, 0, 1, 1).data]; };
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
        const behind = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400)]
    [InlineData(768)]
    [InlineData(1600)]
    public async Task Fit_the_width_whatever_names_they_hold(int width)
    {
        foreach (var input in new[] { MadeReports.Lost, MadeReports.OfHostileNames })
        {
            using var browser = await OpenAsync(input);
            await browser.ShowAsync(width, "light", Cancellation);
            Assert.Equal(0, (int)(await browser.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth", Cancellation))!);
        }
    }

    [Fact]
    public async Task Ask_for_nothing_run_nothing_and_complain_about_nothing()
    {
        using var browser = await OpenAsync(MadeReports.OfHostileNames);
        await browser.ShowAsync(800, "light", Cancellation);
        var requests = browser.Events.Where(happened => (string?)happened["method"] == "Network.requestWillBeSent").Select(happened => (string)happened["params"]!["request"]!["url"]!);
        Assert.All(requests, address => Assert.True(address.StartsWith("file:", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
        Assert.DoesNotContain(browser.Events, happened => (string?)happened["method"] is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded" or "Page.javascriptDialogOpening");
        Assert.Equal(0, (int)(await browser.EvaluateAsync("document.querySelectorAll('script, a, img, iframe, [onclick], [onload]').length", Cancellation))!);
    }

    [Fact]
    public async Task Have_bars_as_long_as_their_figures()
    {
        using var browser = await OpenAsync(MadeReports.Lost);
        var verdicts = MadeReports.Lost.Gates.Verdicts;
        var scale = RetentionSection.Scale(verdicts);
        foreach (var width in new[] { 400, 1200 })
        {
            await browser.ShowAsync(width, "light", Cancellation);
            var bars = (await browser.EvaluateAsync("""
                [...document.querySelectorAll('.bar:not(.axis) > svg')].map(svg => {
                  const all = svg.getBoundingClientRect(), at = (name, side) => svg.querySelector(name).getBoundingClientRect()[side] - all.left;
                  return { all: all.width, bar: svg.querySelector('.fill').getBoundingClientRect().width, required: at('.required', 'left'), lower: at('.range', 'left'), upper: at('.range', 'right'),
                           says: svg.parentElement.querySelector('b').textContent };
                })
                """, Cancellation))!.AsArray();
            Assert.Equal(verdicts.Length, bars.Count);
            Assert.All(bars.Zip(verdicts), pair =>
            {
                var (bar, verdict) = (pair.First!, pair.Second);
                void Holds(string side, double share) => Assert.Equal(share / scale * (double)bar["all"]!, (double)bar[side]!, 2 * Pixel);
                Holds("bar", verdict.Estimate!.Retention);
                Holds("required", verdict.Settings.MinimumRetention);
                Holds("lower", verdict.Estimate.Lower!.Value);
                Holds("upper", verdict.Estimate.Upper!.Value);
                Assert.Equal((100 * verdict.Estimate.Retention).ToString("F1", CultureInfo.InvariantCulture) + " %", (string?)bar["says"]);
            });
        }
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Have_contrast_in_both_schemes(string scheme)
    {
        using var browser = await OpenAsync(MadeReports.Lost);
        await browser.ShowAsync(1200, scheme, Cancellation);
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)", Cancellation);
        var page = (await browser.EvaluateAsync($"(() => {{ {Luminance} return light(behind(document.body)) }})()", Cancellation))!.GetValue<double>();
        Assert.True(scheme == "dark" ? page < 0.05 : page > 0.8, $"The page's luminance is {page}.");

        var texts = await browser.EvaluateAsync($$"""
            (() => { {{Luminance}} return [...document.querySelectorAll('main *, footer *')]
              .filter(e => !e.closest('svg') && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
              .map(e => ({ text: e.textContent.slice(0, 40), ratio: ratio(rgba(getComputedStyle(e).color), behind(e)) })).filter(e => e.ratio < {{TextContrast.ToString(CultureInfo.InvariantCulture)}}) })()
            """, Cancellation);
        Assert.True(texts!.AsArray().Count == 0, texts.ToJsonString());
        var graphics = await browser.EvaluateAsync($$"""
            (() => { {{Luminance}} return [...document.querySelectorAll('svg .fill, svg .curve, svg .required, svg .whisker, svg .dot, svg text')]
              .map(e => ({ e, s: getComputedStyle(e) })).map(({ e, s }) => ({ what: e.getAttribute('class') || e.textContent, ratio: ratio(rgba(s.stroke !== 'none' ? s.stroke : s.fill), behind(e.closest('svg').parentElement)) }))
              .filter(e => e.ratio < {{GraphicContrast}}) })()
            """, Cancellation);
        Assert.True(graphics!.AsArray().Count == 0, graphics.ToJsonString());
    }

    [Fact]
    public async Task Say_every_chart_in_words_and_figures()
    {
        using var browser = await OpenAsync(MadeReports.Lost);
        var charts = await browser.EvaluateAsync("""
            [...document.querySelectorAll('svg[role=img]')].map(svg => ({ names: svg.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id)?.textContent ?? ''), table: !!svg.closest('section').querySelector('table') }))
            """, Cancellation);
        Assert.Equal(MadeReports.Lost.Gates.Verdicts.Length + 3, charts!.AsArray().Count);
        Assert.All(charts.AsArray(), chart =>
        {
            Assert.True((bool)chart!["table"]!);
            Assert.All(chart["names"]!.AsArray(), name => Assert.NotEmpty((string)name!));
        });
        Assert.Equal(0, (int)(await browser.EvaluateAsync(
            "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i).length + document.querySelectorAll('svg:not([role=img]):not([aria-hidden])').length", Cancellation))!);
    }

    [Fact]
    public async Task Show_the_points_of_a_curve_where_its_figures_are()
    {
        using var browser = await OpenAsync(MadeReports.Lost);
        var points = (await browser.EvaluateAsync("""
            (() => { const svg = document.querySelector('[aria-labelledby^=reliability-0]'), grid = [...svg.querySelectorAll('.gridline, .zero')].map(l => +l.getAttribute('y1')), line = svg.querySelector('.zero');
              const [low, high] = [Math.max(...grid), Math.min(...grid)], [left, right] = [+line.getAttribute('x1'), +line.getAttribute('x2')];
              return [...svg.querySelectorAll('circle.s0')].map(c => [(c.getAttribute('cx') - left) / (right - left), (low - c.getAttribute('cy')) / (low - high)]) })()
            """, Cancellation))!.AsArray();
        var bins = MadeReports.Lost.Reliability[0].Merged.Where(bin => bin.Count > 0).ToArray();
        Assert.Equal(bins.Length, points.Count);
        Assert.All(points.Zip(bins), pair =>
        {
            Assert.Equal(pair.Second.Confidence, (double)pair.First![0]!, 1e-4);
            Assert.Equal(pair.Second.Accuracy, (double)pair.First[1]!, 1e-4);
        });
    }

    private async Task<Browser> OpenAsync(ReportInput input)
    {
        Assert.SkipWhen(Browser.Program is null, "No Chromium is installed, so the page is not looked at.");
        var paths = ReportFolder.Write(PhysicalFileSystem.Instance, _folder.Path, input, [ReportFormat.Find("html")!]);
        return await Browser.OpenAsync(Assert.Single(paths), Cancellation);
    }

    public void Dispose() => _folder.Dispose();
}
