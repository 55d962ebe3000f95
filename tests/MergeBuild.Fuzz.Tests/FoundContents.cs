using System.Text;
using MergeBuild.Diagnostics;

namespace MergeBuild.Fuzz.Tests;

/// <summary>Contents that readers once could not bear, made again from intact ones.</summary>
public sealed class FoundContents(Formats formats) : IClassFixture<Formats>
{
    [Theory]
    [InlineData("vocabulary-declared", "{\"content\":\"<s>\",\"special\":true}", "1")]
    [InlineData("command-output", "\"evaluator\"", "\"\\ud800\"")]
    [InlineData("harness", "\"groups\"", "\"\\ud800\"")]
    [InlineData("harness", "\"some/model\"", "\"\\ud800\"")]
    [InlineData("cached-result", "\"kind\"", "\"name\"")]
    [InlineData("journal", "\"promptDigest\"", "\"digest\"")]
    [InlineData("hub-revision", "\"private\"", "\"\\ud800\"")]
    [InlineData("provenance", "\"a/config.json\"", "\"base/config.json\"")]
    [InlineData("baseline", "\"filter\",", "\"id\",")]
    [InlineData("added-tokens", "5", "8388608")]
    [InlineData("request", "\"recipeFiles\": []", "\"recipeFiles\": [null]")]
    [InlineData("request", "\"metadata\": []", "\"metadata\": [null]")]
    public void Are_refused_with_a_code(string name, string right, string wrong)
    {
        var format = formats.All[name];
        var changed = Changed(format.Inner is [var inner] ? inner : format.Seeds[0], right, wrong);
        var refusal = Assert.Throws<MergeBuildException>(() => format.Read(format.Frame is { } frame ? frame(changed) : changed));
        Assert.All(refusal.Diagnostics, diagnostic => Assert.Matches("^MB[0-9]{4}$", diagnostic.Code));
    }

    // What is not asked for is not looked at.
    [Theory]
    [InlineData("harness", "{\"model\":\"hf\",\"limit\":2.0}", "5")]
    [InlineData("harness", "\"alias\":\"", "\"alias\":\"\\ud800")]
    [InlineData("manifest-facts", "\"parent\": \"a\"", "\"parent\": 1")]
    public void Are_read(string name, string right, string wrong) => formats.All[name].Read(Changed(formats.All[name].Seeds[0], right, wrong));

    // An object identifier of no curve: 1.2.840.10045.33.1.7 in the place of 1.2.840.10045.3.1.7.
    [Fact]
    public void Of_keys_on_no_curve_are_refused()
    {
        var format = formats.All["public-key"];
        byte[] curve = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
        var der = (byte[])format.Inner[0].Clone();
        der[der.AsSpan().IndexOf(curve) + 5] = 0x21;
        Assert.Equal("MB5230", Assert.Throws<MergeBuildException>(() => format.Read(format.Frame!(der))).Diagnostics[0].Code);
    }

    private static byte[] Changed(byte[] content, string right, string wrong)
    {
        var text = Encoding.UTF8.GetString(content);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text[..at] + wrong + text[(at + right.Length)..]);
    }
}
