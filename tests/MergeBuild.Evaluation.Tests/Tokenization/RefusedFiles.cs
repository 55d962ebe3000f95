using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class RefusedFiles
{
    [Theory]
    [InlineData("MB4005", "normalizer is of the type 'Magic', which is not supported", "normalizer", """{"type": "Magic"}""")]
    [InlineData("MB4005", "pre_tokenizer.pretokenizers[1] is of the type 'Digit', which is not supported; did you mean 'Digits'?", "pre_tokenizer",
        """{"type": "Sequence", "pretokenizers": [{"type": "Whitespace"}, {"type": "Digit"}]}""")]
    [InlineData("MB4005", "decoder is of the type 'CTC', which is not supported", "decoder", """{"type": "CTC"}""")]
    [InlineData("MB4005", "post_processor.processors[0] is of the type 'X'", "post_processor", """{"type": "Sequence", "processors": [{"type": "X"}]}""")]
    [InlineData("MB4005", "model is of the type 'Bpe', which is not supported; did you mean 'BPE'?", "model", """{"type": "Bpe"}""")]
    [InlineData("MB4006", "pre_tokenizer has the setting 'individualdigits', which this version does not know", "pre_tokenizer",
        """{"type": "Digits", "individual_digits": true, "individualdigits": true}""")]
    [InlineData("MB4006", "the file has the setting 'normaliser', which this version does not know; did you mean 'normalizer'?", "normaliser", "{}")]
    [InlineData("MB4007", "model.dropout is 0.1, which is not supported", "model", """{"type": "BPE", "dropout": 0.1, "vocab": {}, "merges": []}""")]
    [InlineData("MB4007", "decoder.add_prefix_space is false, which is not supported", "decoder",
        """{"type": "Metaspace", "replacement": "_", "add_prefix_space": false, "prepend_scheme": "first"}""")]
    [InlineData("MB4004", "pre_tokenizer has no 'individual_digits'.", "pre_tokenizer", """{"type": "Digits"}""")]
    [InlineData("MB4004", "normalizer.pattern has no 'String' or 'Regex'.", "normalizer", """{"type": "Replace", "pattern": {}, "content": ""}""")]
    [InlineData("MB4004", "post_processor.special_tokens has no '<s>'.", "post_processor",
        """{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}], "pair": [], "special_tokens": {}}""")]
    [InlineData("MB4003", "pre_tokenizer.behavior is \"isolated\"; allowed is Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous.", "pre_tokenizer",
        """{"type": "Punctuation", "behavior": "isolated"}""")]
    [InlineData("MB4003", "normalizer.precompiled_charsmap is \"AAAA\"; allowed is a character map of SentencePiece in Base64.", "normalizer",
        """{"type": "Precompiled", "precompiled_charsmap": "AAAA"}""")]
    [InlineData("MB4003", "model.vocab.a is -1; allowed is an id from 0 to 2147483647.", "model", """{"type": "WordLevel", "vocab": {"a": -1}, "unk_token": "a"}""")]
    [InlineData("MB4003", "model.unk_id is 3; allowed is an index into vocab.", "model", """{"type": "Unigram", "vocab": [["a", 0]], "unk_id": 3}""")]
    [InlineData("MB4003", "model.merges(0) is \"a b c\"", "model", """{"type": "BPE", "vocab": {"a": 0}, "merges": ["a b c"]}""")]
    [InlineData("MB4003", "truth", "decoder", """{"type": "WordPiece", "prefix": "##", "cleanup": "truth"}""")]
    [InlineData("MB4008", "pre_tokenizer.pattern.Regex is malformed or not supported: it has no closing parenthesis", "pre_tokenizer",
        """{"type": "Split", "pattern": {"Regex": "(a"}, "behavior": "Isolated", "invert": false}""")]
    [InlineData("MB4009", "joins 'a' and 'b', but the vocabulary does not have 'ab'.", "model", """{"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": [["a", "b"]]}""")]
    [InlineData("MB4010", "gives the id 5 to 'a', but the vocabulary gives it 1.", "added_tokens", """[{"id": 5, "content": "a"}]""")]
    [InlineData("MB4010", "gives the id 9 to 'y', but 'x' has it already.", "added_tokens", """[{"id": 9, "content": "x"}, {"id": 9, "content": "y"}]""")]
    public void Name_the_place_and_what_is_allowed(string code, string expected, string section, string json)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("tokenizer.json", TokenizerJson.Characters("ab").And(section, json).ToJsonString());
        var diagnostic = Assert.Single(Assert.Throws<MergeBuildException>(() => Tokenizer.Load(folder.Path)).Diagnostics);

        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(path, diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(expected.Replace("merges(0)", "merges[0]", StringComparison.Ordinal), diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MB4002", "[]")]
    [InlineData("MB4002", "{\"a\": 1, \"a\": 2}")]
    [InlineData("MB4002", "{\"a\": \"\\ud800\"}")]
    [InlineData("MB4004", "{}")]
    public void Are_those_that_hold_something_else(string code, string json)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", json);
        Assert.Equal(code, CodeOf(() => Tokenizer.Load(folder.Path)));
    }

    [Fact]
    public void Are_missed_where_they_should_be()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.model", "");

        var exception = Assert.Throws<MergeBuildException>(() => Tokenizer.Load(folder.Path));
        Assert.Contains("MB4001", exception.Message, StringComparison.Ordinal);
        Assert.Contains("only tokenizer.model", exception.Message, StringComparison.Ordinal);
        Assert.Equal("MB2030", CodeOf(() => Tokenizer.Load(folder["nothing.json"])));
    }

    [Fact]
    public void Texts_that_need_a_missing_unknown_token_are_refused()
    {
        var model = TokenizerJson.Parse("""{"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "<unk>"}""");
        Assert.Equal("MB4011", CodeOf(() => TokenizerJson.With(model).Load().Encode("b", addSpecialTokens: false)));
    }

    [Fact]
    public void Texts_that_take_a_pattern_too_long_are_refused()
    {
        var file = TokenizerJson.Characters("a").And("pre_tokenizer",
            """{"type": "Split", "pattern": {"Regex": "(?:a|aa)+b"}, "behavior": "Isolated", "invert": false}""");
        Assert.Equal("MB4012", CodeOf(() => file.Load().Encode(new string('a', 5000), addSpecialTokens: false)));
    }

    [Fact]
    public void Truncation_and_padding_change_nothing()
    {
        var file = TokenizerJson.Bytes().And("truncation", """{"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0}""")
            .And("padding", """{"strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0, "pad_type_id": 0, "pad_token": "x"}""");
        Assert.Equal(['a', 'b', 'c'], file.Load().Encode("abc", addSpecialTokens: true).Select(id => (char)id));
    }

    private static string CodeOf(Action action) => Assert.Single(Assert.Throws<MergeBuildException>(action).Diagnostics).Code;
}
