using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class AddedTokens
{
    private static readonly string Letters = " abcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData("a<x>b", "a <x> b")]
    [InlineData("a<x><xy>b", "a <x> <xy> b")]
    [InlineData("a  <l>  b", "a <l>     b")]
    [InlineData("a  <r>  b", "a     <r> b")]
    [InlineData("a  <x>  <l>  b", "a     <x> <l>     b")]
    [InlineData("word words <x>word<x> 日word é_word word", "word   w o r d s   <x> word <x>   日 w o r d   é _ w o r d   word")]
    [InlineData("aABCa", "a ABC a")]
    [InlineData("<X>", "< x >")]
    public void Are_taken_out_of_the_text_as_their_flags_say(string text, string expected)
    {
        var tokenizer = Create();
        Assert.Equal(expected, string.Join(' ', tokenizer.Encode(text, addSpecialTokens: false).Select(tokenizer.TokenOf)));
    }

    [Fact]
    public void That_are_special_are_left_out_of_texts_on_request()
    {
        var tokenizer = Create();
        var ids = tokenizer.Encode("a<x><xy>", addSpecialTokens: false);

        Assert.Equal("a <x> <xy>", tokenizer.Decode(ids, skipSpecialTokens: false));
        Assert.Equal("a <xy>", tokenizer.Decode(ids, skipSpecialTokens: true));
    }

    private static Tokenizer Create()
    {
        var file = TokenizerJson.Characters(Letters + "<>_日é").And("normalizer", """{"type": "Lowercase"}""")
            .And("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "."}, "behavior": "Isolated", "invert": false}""");
        var id = 100;
        JsonObject Token(string content, bool special = false, bool normalized = false, bool single = false, bool left = false, bool right = false) => new()
        {
            ["id"] = id++,
            ["content"] = content,
            ["special"] = special,
            ["normalized"] = normalized,
            ["single_word"] = single,
            ["lstrip"] = left,
            ["rstrip"] = right,
        };
        file["added_tokens"] = new JsonArray(
            Token("<x>", special: true), Token("<xy>"), Token("<l>", left: true), Token("<r>", right: true), Token("word", single: true), Token("ABC", normalized: true));
        return file.Load();
    }
}
