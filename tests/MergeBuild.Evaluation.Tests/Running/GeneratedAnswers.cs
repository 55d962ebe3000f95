using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Tests.Running;

public sealed class GeneratedAnswers : IDisposable
{
    private static readonly Dictionary<string, string> Sums = new()
    {
        ["1+1="] = " 2\n", ["2+2="] = " 5\nmore", ["Q: "] = "the answer is $1,234.50.",
    };

    private readonly EvaluationFolder _folder = new();

    [Fact]
    public void An_answer_that_ends_with_a_line_feed_ends_at_the_line_feed()
    {
        var result = Evaluate(SuiteSettings.Default, """{"id": "a", "prompt": "1+1=", "answer": " 2\n"}""", """{"id": "b", "prompt": "2+2=", "answer": " 4\n"}""");
        Assert.Equal([" 2", " 5"], result.Examples.Select(example => example.Output));
        Assert.Equal([1.0, 0.0], result.Examples.Select(example => example.Values["exact_match"]));
        Assert.Equal((0.5, 0.5), (result.Metric("exact_match")!.Value, result.Metric("exact_match")!.StandardError));
    }

    [Fact]
    public void The_reference_answer_is_scored_after_the_prompt_with_its_special_token()
    {
        var example = Assert.Single(Evaluate(SuiteSettings.Default, """{"id": "a", "prompt": "2+2=", "answer": " 4\n"}""").Examples);

        // ' ' and the line feed after the wrong digit: only the first is what the model would say.
        var expected = -0.5 + (float)(-1 - ((('4' + 2) / 1000f))) + (float)(-1 - (('\n' + 2) / 1000f));
        Assert.Equal(expected, example.LogProbability!.Value, 1e-6);
        Assert.Equal((3, false), (example.Tokens, example.IsGreedy));
    }

    [Fact]
    public void Any_of_several_accepted_answers_counts_and_the_first_is_scored()
    {
        var example = Assert.Single(Evaluate(SuiteSettings.Default, """{"id": "a", "prompt": "1+1=", "answer": [" two\n", " 2\n"]}""").Examples);
        Assert.Equal((1.0, false), (example.Values["exact_match"], example.IsGreedy));
    }

    [Fact]
    public void A_pattern_finds_the_answer_and_numbers_are_compared_by_value()
    {
        var settings = new SuiteSettings { AnswerPattern = @"answer is (\S+)\.", Numeric = true };
        var example = Assert.Single(Evaluate(settings, """{"id": "a", "prompt": "Q: ", "answer": "1234.5"}""").Examples);
        Assert.Equal(("$1,234.50", 1.0), (example.Extracted, example.Values["exact_match"]));
    }

    [Fact]
    public void An_output_without_a_match_of_the_pattern_is_wrong()
    {
        var settings = new SuiteSettings { AnswerPattern = "nothing like it" };
        var example = Assert.Single(Evaluate(settings, """{"id": "a", "prompt": "1+1=", "answer": "2"}""").Examples);
        Assert.Equal((null, 0.0), (example.Extracted, example.Values["exact_match"]));
    }

    [Theory]
    [InlineData("1+1=", " 2\\n", 0, 0)]
    [InlineData("1+1=", " 2\\nand on", 0, 0)]
    [InlineData("1+1=", " 2", 1, 2)]
    [InlineData("2+2=", " 4\\n", 1, 1)]
    [InlineData("2+2=", "4\\n", 1, 0)]
    public void What_scores_have_told_is_not_generated_again(string prompt, string answer, int generated, int known)
    {
        var settings = new SuiteSettings { Stop = ["\n"], MaximumTokens = 5 };
        var suite = _folder.Suite($$"""{"id": "a", "prompt": "{{prompt}}", "answer": "{{answer}}"}""");
        var model = new TableModel(new CharacterTokenizer(), Sums);
        var result = EvaluationFolder.Evaluate(suite, model, settings);

        var whole = new TableModel(new CharacterTokenizer(), Sums) { DependsOnLength = true };
        Assert.Equal(EvaluationResultJson.Write(EvaluationFolder.Evaluate(suite, whole, settings)), EvaluationResultJson.Write(result));
        Assert.Equal((1, generated), (whole.Generated, model.Generated));
        Assert.Equal(generated == 0 ? [] : [1 + prompt.Length + known], model.PromptLengths);
        Assert.Equal([1 + prompt.Length], whole.PromptLengths);
    }

    [Fact]
    public void The_most_tokens_are_not_exceeded_by_what_scores_have_told()
    {
        var settings = new SuiteSettings { MaximumTokens = 2, Stop = [] };
        var example = Assert.Single(Evaluate(settings, """{"id": "a", "prompt": "2+2=", "answer": " 5\nmo"}""").Examples);
        Assert.Equal((" 5", 0.0), (example.Output, example.Values["exact_match"]));
    }

    [Fact]
    public void The_most_tokens_are_not_exceeded()
    {
        var example = Assert.Single(Evaluate(new SuiteSettings { MaximumTokens = 4, Stop = [] }, """{"id": "a", "prompt": "Q: ", "answer": "x"}""").Examples);
        Assert.Equal("the ", example.Output);
    }

    [Fact]
    public void A_prompt_and_answer_beyond_the_context_are_refused_with_their_line()
    {
        var model = new TableModel(new CharacterTokenizer(), Sums, contextLength: 5);
        var refused = Refused.With("MB4130", () => EvaluationFolder.Evaluate(_folder.Suite("""{"id": "a", "prompt": "1+1=", "answer": " 2\n"}"""), model), "'a'", "8", "5");
        Assert.Equal(1, refused.Location!.Line);
    }

    [Fact]
    public void Few_shot_examples_stand_before_the_prompt_and_never_the_example_itself()
    {
        var lines = Enumerable.Range(0, 6).Select(index => $$"""{"id": "{{index}}", "prompt": "p{{index}}", "answer": "a{{index}}"}""").ToArray();
        var model = new TableModel(new CharacterTokenizer(), Sums);
        EvaluationFolder.Evaluate(_folder.Suite(lines), model, new SuiteSettings { FewShot = 2, FewShotSeparator = "|" });
        var prompts = model.Scored.SelectMany(batch => batch).Select(request => new CharacterTokenizer().Decode(request.Ids.Span[..request.FirstScored], true)).ToArray();
        Assert.Equal(6, prompts.Length);
        Assert.All(prompts, prompt => Assert.Matches(@"^p(\d)a\1\|p(\d)a\2\|p\d$", prompt));
        Assert.All(prompts, prompt => Assert.Distinct(prompt.Where((_, index) => prompt[Math.Max(0, index - 1)] == 'p').Where(char.IsDigit)));
        Assert.True(prompts.Select(prompt => prompt[..4]).Distinct().Count() > 1);
    }

    public void Dispose() => _folder.Dispose();

    private EvaluationResult Evaluate(SuiteSettings settings, params string[] lines) =>
        EvaluationFolder.Evaluate(_folder.Suite(lines), new TableModel(new CharacterTokenizer(), Sums), settings);
}
