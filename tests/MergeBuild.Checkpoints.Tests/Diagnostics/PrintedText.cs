using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Tests.Diagnostics;

public sealed partial class PrintedText
{
    [Theory]
    [InlineData("model.layers.0.mlp.weight")]
    [InlineData("/home/user/parents/math (copy)/model.safetensors")]
    [InlineData("C:\\models\\base")]
    [InlineData("[0.2, 0.8]")]
    [InlineData("日本語 é \U0001F600")]
    [InlineData("a: b # c")]
    public void Ordinary_text_is_unchanged(string text) => Assert.Equal(text, LogText.Sanitize(text));

    [Theory]
    [InlineData("::error::boom", ":\u200B:error:\u200B:boom")]
    [InlineData(":::", ":\u200B:\u200B:")]
    [InlineData("::::", ":\u200B:\u200B:\u200B:")]
    [InlineData("##[error]boom", "#\u200B#[error]boom")]
    [InlineData("##vso[task.setvariable]", "#\u200B#vso[task.setvariable]")]
    [InlineData("###[x", "#\u200B#\u200B#[x")]
    [InlineData("x [y]", "x (y]")]
    [InlineData("x\u00A0[y]", "x\u00A0(y]")]
    [InlineData("\u001B[31mred", "\\u{1B}[31mred")]
    [InlineData("\u009B31m", "\\u{9B}31m")]
    [InlineData("a\r\nb\tc\0", "a\\u{D}\\u{A}b\\u{9}c\\u{0}")]
    [InlineData("a\u2028b\u2029c\u0085", "a\\u{2028}b\\u{2029}c\\u{85}")]
    [InlineData("\u202Egnp.exe\u2066", "\\u{202E}gnp.exe\\u{2066}")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero\\u{200B}width\\u{FEFF}")]
    [InlineData("\U000E0041", "\\u{E0041}")]
    public void Commands_and_controls_are_made_harmless(string text, string expected) => Assert.Equal(expected, LogText.Sanitize(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("a\uFFFDb", LogText.Sanitize("a\uD800b"));

    [Fact]
    public void Long_text_is_cut_and_a_long_path_is_not()
    {
        var path = "/" + string.Join('/', Enumerable.Repeat("folder", 100));
        Assert.Equal(path, LogText.Sanitize(path));
        Assert.InRange(LogText.Sanitize(new string('x', 1_000_000)).Length, 1000, 1010);
        Assert.EndsWith("…", LogText.Sanitize(new string('x', 1001)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_mixture_of_dangerous_parts_survives()
    {
        var parts = Gen.Elements(":", "#", "[", " ", "\t", "\u00A0", "\u001B", "\n", "\u202E", "x", "\uD83D\uDE00").ArrayOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(parts.ToArbitrary(), text =>
            !Dangerous().IsMatch(LogText.Sanitize(string.Concat(text)))));
    }

    [Fact]
    public void An_argument_does_not_become_dangerous_by_its_place_in_the_message()
    {
        var descriptor = new DiagnosticDescriptor("MB9999", DiagnosticSeverity.Error, "It is: {0}", "", "");
        Assert.Equal("It is: (tmp/x.csproj]", descriptor.With("[tmp/x.csproj]").Message);
    }

    [GeneratedRegex(@"::|##|\s\[|[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Dangerous();
}
