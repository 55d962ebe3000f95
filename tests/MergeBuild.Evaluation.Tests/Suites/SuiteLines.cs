using MergeBuild.Evaluation.Suites;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Suites;

public sealed class SuiteLines : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("""{"id": "a", "prompt": "p", "answer": "x"}""", SuiteKind.Generation)]
    [InlineData("""{"id": "a", "prompt": "p", "answer": ["x", "y"], "tags": ["t"], "cluster": "c"}""", SuiteKind.Generation)]
    [InlineData("""{"id": "a", "prompt": "p"}""", SuiteKind.Generation)]
    [InlineData("""{"id": "a", "prompt": "p", "choices": ["x", "y"], "label": 1}""", SuiteKind.MultipleChoice)]
    [InlineData("""{"id": "a", "text": "t"}""", SuiteKind.Perplexity)]
    [InlineData("""{"id": "a", "prompt": "p", "label": "positive"}""", SuiteKind.Classification)]
    public void The_keys_tell_the_kind(string line, SuiteKind kind) => Assert.Equal(kind, Read(line).Kind);

    [Theory]
    [InlineData("MB4101", """{"id": "a", "text": "t" """, 1, "")]
    [InlineData("MB4101", """{"id": "a", "text": "\ud800"}""", 1, "")]
    [InlineData("MB4101", """["a"]""", 1, "brace")]
    [InlineData("MB4101", """{"id": "a", "text": "t"} x""", 1, "")]
    [InlineData("MB4103", """{"id": "a", "prompt": "p", "anwser": "x"}""", 1, "did you mean 'answer'?")]
    [InlineData("MB4104", """{"id": "a", "id": "b", "text": "t"}""", 1, "'id'")]
    [InlineData("MB4105", """{"id": 3, "text": "t"}""", 1, "not 3")]
    [InlineData("MB4105", """{"id": "a", "text": ""}""", 1, "not empty")]
    [InlineData("MB4105", """{"id": "a", "prompt": "p", "choices": ["x"], "label": 0}""", 1, "two or more")]
    [InlineData("MB4105", """{"id": "a", "prompt": "p", "choices": ["x", ""], "label": 0}""", 1, "none empty")]
    [InlineData("MB4105", """{"id": "a", "prompt": "p", "choices": ["x", "y"], "label": "0"}""", 1, "number of a choice")]
    [InlineData("MB4105", """{"id": "a", "prompt": "p", "label": -1}""", 1, "name of a class")]
    [InlineData("MB4106", """{"id": "a", "prompt": "p", "text": "t"}""", 1, "id, prompt, text")]
    [InlineData("MB4106", """{"id": "a"}""", 1, "")]
    [InlineData("MB4107", "{\"id\": \"a\", \"text\": \"t\"}\n{\"id\": \"b\", \"prompt\": \"p\"}", 2, "perplexity")]
    [InlineData("MB4108", "{\"id\": \"a\", \"text\": \"t\"}\n\n{\"id\": \"a\", \"text\": \"u\"}", 3, "line 1")]
    [InlineData("MB4109", """{"text": "t"}""", 1, "")]
    [InlineData("MB4110", """{"id": "a", "prompt": "p", "choices": ["x", "y"], "label": 2}""", 1, "2 choices")]
    public void A_malformed_line_is_refused_with_its_number(string code, string text, int line, string named)
    {
        var diagnostic = Refused.With(code, () => Read(text), named);
        Assert.Equal((_folder["suite.jsonl"], line), (diagnostic.Location!.File, diagnostic.Location.Line));
    }

    [Fact]
    public void A_wrong_value_is_shown_with_the_column_of_its_key() =>
        Assert.Equal(12, Refused.With("MB4105", () => Read("""{"id": "a","text": 1}""")).Location!.Column);

    [Fact]
    public void A_file_without_examples_is_refused() => Refused.With("MB4100", () => Read("\n  \n"));

    [Fact]
    public void A_line_that_is_too_long_is_refused() =>
        Refused.With("MB4102", () => Read($$"""{"id": "a", "text": "{{new string('x', SuiteReader.MaximumLineLength)}}"}"""));

    [Fact]
    public void All_errors_are_reported_up_to_a_number()
    {
        var lines = Enumerable.Repeat("{}", 30);
        var exception = Assert.Throws<MergeBuild.Diagnostics.MergeBuildException>(() => Read(string.Join('\n', lines)));
        Assert.Equal(("MB4109", "MB4111", 21), (exception.Diagnostics[0].Code, exception.Diagnostics[^1].Code, exception.Diagnostics.Length));
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_change_nothing()
    {
        var suite = Read("\uFEFF{\"id\": \"a\", \"text\": \"t\\r\\n\"}\r\n{\"id\": \"b\", \"text\": \"u\"}\r\n");
        Assert.Equal(["t\r\n", "u"], suite.Examples.Cast<TextExample>().Select(example => example.Text));
    }

    [Fact]
    public void The_digest_is_that_of_the_bytes() => Assert.NotEqual(Read("""{"id": "a", "text": "t"}""").Digest, Read("""{"id": "a", "text": "t" }""").Digest);

    public void Dispose() => _folder.Dispose();

    private EvaluationSuite Read(string text) => EvaluationSuite.Read(_folder.Write("suite.jsonl", text));
}
