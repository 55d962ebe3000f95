using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Evaluation.Running;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Tests.Running;

public sealed class ScoredTexts : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    [Fact]
    public void Windows_score_every_token_once_and_keep_the_context_they_can() => Prop.ForAll(
        Gen.Choose(1, 60).SelectMany(count => Gen.Choose(1, 20).SelectMany(length => Gen.Choose(1, 25).Select(stride => (count, length, stride)))).ToArbitrary(),
        shape =>
        {
            var windows = TextWindows.Of(shape.count, shape.length, shape.stride).ToArray();
            Assert.Equal(Enumerable.Range(0, shape.count), windows.SelectMany(window => Enumerable.Range(window.FirstScored, window.End - window.FirstScored)));
            Assert.All(windows, window => Assert.InRange(window.End - window.Start, 1, shape.length));
            Assert.All(windows.Skip(1), window => Assert.Equal(Math.Max(0, shape.length - shape.stride), window.FirstScored - window.Start));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_text_is_scored_in_windows_that_each_begin_with_the_special_token()
    {
        var model = new TableModel(new CharacterTokenizer(), new Dictionary<string, string> { [""] = "abcdefghij" }, contextLength: 5);
        var example = Assert.Single(EvaluationFolder.Evaluate(_folder.Suite("""{"id": "t", "text": "abcdefghij"}"""), model).Examples);
        var requests = model.Scored.SelectMany(batch => batch).ToArray();
        Assert.All(requests, request => Assert.Equal(CharacterTokenizer.Begin, request.Ids.Span[0]));
        Assert.Equal(10, requests.Sum(request => request.Ids.Length - request.FirstScored));
        Assert.Equal((10, 1, 10), (example.Tokens, example.Words, example.Bytes));
    }

    [Fact]
    public void Perplexity_is_that_of_all_texts_together()
    {
        var model = new TableModel(new CharacterTokenizer(), new Dictionary<string, string> { [""] = "a b" });
        var result = EvaluationFolder.Evaluate(_folder.Suite("""{"id": "t", "text": "a b"}""", """{"id": "u", "text": "a "}"""), model);

        // Every one of five characters has −0.5: e^0.5 a token and byte, e^(2.5/3) a word, 0.5/ln 2 bits a byte.
        Assert.Equal(Math.Exp(0.5), result.Metric("perplexity")!.Value!.Value, 1e-12);
        Assert.Equal(Math.Exp(0.5), result.Metric("byte_perplexity")!.Value!.Value, 1e-12);
        Assert.Equal(Math.Exp(2.5 / 3), result.Metric("word_perplexity")!.Value!.Value, 1e-12);
        Assert.Equal(0.5 / Math.Log(2), result.Metric("bits_per_byte")!.Value!.Value, 1e-12);
    }

    [Fact]
    public void Without_special_tokens_a_text_follows_the_token_that_ends_texts()
    {
        var tokenizer = new CharacterTokenizer(addsBegin: false);
        var model = new TableModel(tokenizer, new Dictionary<string, string>());
        EvaluationFolder.Evaluate(_folder.Suite("""{"id": "t", "text": "ab"}"""), model, tokenizer: tokenizer);
        Assert.Equal([CharacterTokenizer.End, 'a' + 2, 'b' + 2], model.Scored.Single().Single().Ids.ToArray());
    }

    [Fact]
    public void A_prefix_token_that_the_model_lacks_is_refused() => Refused.With("MB4135", () => EvaluationFolder.Evaluate(
        _folder.Suite("""{"id": "t", "text": "ab"}"""), new TableModel(new CharacterTokenizer(), new Dictionary<string, string>()),
        new SuiteSettings { PrefixToken = "<begin>", SpecialTokens = false }), "<begin>");

    public void Dispose() => _folder.Dispose();
}
