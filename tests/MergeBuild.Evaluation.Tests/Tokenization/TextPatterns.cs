using MergeBuild.Evaluation.Tokenization.Patterns;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class TextPatterns
{
    private const string Llama3 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    [Theory]
    [InlineData("a|ab", "ab", "a")]
    [InlineData("ab|a", "ab", "ab")]
    [InlineData("a+?b", "aaab", "aaab")]
    [InlineData("a+?", "aa", "a|a")]
    [InlineData("a*", "baab", "|aa|")]
    [InlineData("a{2}", "aaaaa", "aa|aa")]
    [InlineData("a{2,}b", "ab aab", "aab")]
    [InlineData("a{,2}b", "aaab", "aab")]
    [InlineData("(?:ab){1,2}", "ababab", "abab|ab")]
    [InlineData("(ab|c)+d", "abcabd cd", "abcabd|cd")]
    [InlineData("a++a", "aaa", "")]
    [InlineData("(?>a+)a|b", "aab", "b")]
    [InlineData("(?:ab)++ab", "ababab", "")]
    [InlineData(@"\s+(?!\S)", "a   b  ", "  |  ")]
    [InlineData("(?=ab)a", "aab", "a")]
    [InlineData("(?<=a)b", "bab", "b")]
    [InlineData("(?<!a)b", "abcb", "b")]
    [InlineData("(?<=ab|cd)x", "abxcdxadx", "x|x")]
    [InlineData("(?i:ab)c", "ABc AbC", "ABc")]
    [InlineData("(?i)'s", "'S'\u017F", "'S|'\u017F")]
    [InlineData("a(?i)b|c", "aB aC C", "aB|aC")]
    [InlineData("(?i:[^a])", "aAb", "b")]
    [InlineData("[a-c&&[^b]]+", "abcab", "a|ca")]
    [InlineData("[^(\\s|[.,!])]+", "ab.c|(d e", "ab|c|d|e")]
    [InlineData("[]a]+", "a]b", "a]")]
    [InlineData("[a-]+", "a-b", "a-")]
    [InlineData(@"[\-\]\\]+", @"a-]\b", @"-]\")]
    [InlineData("[[:alpha:]]+", "a1é٣ä", "a|é|ä")]
    [InlineData(@"\p{L}+", "a𝔘𠜎1", "a𝔘𠜎")]
    [InlineData(@"\p{Lu}\p{Ll}", "Aa AA 𐐀𐐨", "Aa|𐐀𐐨")]
    [InlineData(@"\p{^L}", "a1", "1")]
    [InlineData(@"\P{Letter}", "a1", "1")]
    [InlineData(@"\p{Han}+", "あ漢字𠜎b", "漢字𠜎")]
    [InlineData(@"[^\s\p{L}\p{N}]+", "a\u0301😀 ", "\u0301😀")]
    [InlineData(@"\x{1F600}|\u0041|\x42", "A😀B", "A|😀|B")]
    [InlineData(@"^a|b$", "a\na b\nb", "a|a|b|b")]
    [InlineData(@"\Aa|b\z", "aa bb", "a|b")]
    [InlineData(@"\bb\w", "bb abb bé", "bb|bé")]
    [InlineData("😀+", "😀😀x", "😀😀")]
    [InlineData("a.c", "a😀c a\nc", "a😀c")]
    [InlineData(Llama3, "I'LL  see 12345 日本!\r\n\n  x", "I|'LL| | see| |123|45| 日本|!\r\n\n| | x")]
    public void Match_what_oniguruma_matches(string pattern, string text, string expected) =>
        Assert.Equal(expected, string.Join('|', MatchesOf(pattern, text)));

    [Theory]
    [InlineData("(a", "no closing parenthesis at character 2")]
    [InlineData("a)", "a closing parenthesis without an opening one at character 1")]
    [InlineData("[a", "a set that is empty or has no closing bracket at character 2")]
    [InlineData("*a", "a quantifier with nothing to repeat at character 1")]
    [InlineData("(a*)*", "a repeated part that can match nothing, which is not supported, at character 5")]
    [InlineData(@"\p{Klingon}", "the property 'Klingon', which is not supported, at character 11")]
    [InlineData(@"(a)\1", @"the escape \1, which is not supported, at character 5")]
    [InlineData("(?<name>a)", "a named group, which is not supported, at character 3")]
    [InlineData("(?<=a+)b", "a look-behind of varying width, which is not supported, at character 7")]
    [InlineData("(?x:a)", "a group option that is not supported at character 3")]
    [InlineData("a{3,2}", "an interval whose end is before its start at character 6")]
    [InlineData("(?:abcdefghijklmnopqrstuvwxyz){1000}", "repetitions that come to more than 20000 steps at character 1")]
    [InlineData("[z-a]", "a range whose end is a set or before its start at character 4")]
    [InlineData("a\\", "the pattern ends too early at character 2")]
    public void That_are_not_supported_say_why(string pattern, string expected) =>
        Assert.Equal(expected, Assert.Throws<PatternException>(() => TextPattern.Parse(pattern)).Message);

    [Fact]
    public void Give_up_on_texts_that_take_them_too_long() =>
        Assert.Throws<PatternEffortException>(() => MatchesOf("(?:a|aa)+b", new string('a', 5000)));

    private static List<string> MatchesOf(string pattern, string text)
    {
        var found = new List<string>();
        using var matches = TextPattern.Parse(pattern).MatchesIn(text);
        while (matches.MoveNext())
        {
            found.Add(text[matches.Start..matches.End]);
        }

        return found;
    }
}
