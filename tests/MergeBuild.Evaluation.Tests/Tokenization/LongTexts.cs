namespace MergeBuild.Evaluation.Tests.Tokenization;

/// <summary>A loop that is quadratic in the length would not end before the patience of a test run does.</summary>
public sealed class LongTexts
{
    private const int Length = 100_000;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var family in Golden.Families)
            {
                foreach (var unit in new[] { "a", " ", "\n", "!", "日", "😀", "e\u0301", "'s", " \n", "<s", "1", "\u0301" })
                {
                    cases.Add(family, unit);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_one_thing_repeated_are_encoded_and_decoded(string family, string unit)
    {
        var tokenizer = Golden.Load(family);
        var text = string.Concat(Enumerable.Repeat(unit, Length));
        var ids = tokenizer.Encode(text, addSpecialTokens: false);

        if (family is "gpt2" or "llama3" or "digits-punctuation")
        {
            Assert.Equal(text, tokenizer.Decode(ids, skipSpecialTokens: false));
        }
        else
        {
            Assert.True(ids.Length > 0 || unit is " " or "\n" or " \n" or "\u0301", "Only white space and accents leave no token.");
            Assert.DoesNotContain(ids, id => id < 0 || id >= tokenizer.VocabularySize);
        }
    }

    [Fact]
    public void Without_a_character_have_no_tokens() =>
        Assert.All(Golden.Families, family => Assert.Empty(Golden.Load(family).Encode("", addSpecialTokens: false)));
}
