using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Evaluation.Gates;
using MergeBuild.Evaluation.Gates.Baselines;
using MergeBuild.Evaluation.Results;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Gates;

public sealed class BaselineFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static EvaluationResult Parent => MadeResults.Choices("math", Enumerable.Range(0, 30).Select(i => (i % 10 < 8, 0.7 + (i * 0.005))));

    private BaselineFolder Folder => new(_folder["baselines"], "assistant");

    [Fact]
    public void An_example_is_a_line_and_texts_are_left_out()
    {
        var result = Parent with { Examples = [.. Parent.Examples.Select(example => example with { Output = "some text", Extracted = "text" })] };
        Assert.True(Folder.Write("math", "sums", result));
        Assert.False(Folder.Write("math", "sums", result));
        var lines = File.ReadAllLines(_folder["baselines/math/sums.json"]);
        Assert.Equal(30, lines.Count(line => line.StartsWith("    [\"e00", StringComparison.Ordinal)));
        Assert.DoesNotContain("text", string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_is_read_back_and_judges_the_same()
    {
        Folder.Write("math", "sums", Parent);
        var read = Folder.Read("math", "sums");
        Assert.Equal(BaselineJson.Write(Parent), BaselineJson.Write(read));
        var merged = MadeResults.Choices("merge", Enumerable.Range(0, 30).Select(i => (i % 10 < 5, 0.6)));
        Assert.Equal(
            Gate.Judge([MadeResults.Against(merged, Parent)]).Verdicts[0].Notes,
            Gate.Judge([MadeResults.Against(merged, read)]).Verdicts[0].Notes);
    }

    [Fact]
    public void Texts_keep_what_perplexity_takes()
    {
        Folder.Write("math", "prose", MadeResults.Texts("math", [2.0 / 3, 1.7]));
        var example = Folder.Read("math", "prose").Examples[0];
        Assert.Equal((-33.3333333, 50, 40, 220), (example.LogProbability, example.Tokens, example.Words, example.Bytes));
    }

    [Fact]
    public void A_missing_baseline_names_its_file_and_how_to_make_it()
    {
        var diagnostic = Refused.With("MB4200", () => Folder.Read("math", "sums"), "'math'", "'sums'", "sums.json");
        Assert.Contains("UpdateBaselines", diagnostic.Descriptor.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stale_baseline_says_all_that_changed()
    {
        Folder.Write("math", "sums", Parent);
        Assert.Equal(30, Folder.Read("math", "sums", Expected()).Examples.Length);
        Refused.With("MB4202", () => Folder.Read("math", "sums", Expected() with { ModelDigest = "new" }), "the model changed (digest of ma… → new)");
        Refused.With("MB4202", () => Folder.Read("math", "sums", Expected() with { SuiteDigest = "new" }), "the suite changed");
        Refused.With("MB4202", () => Folder.Read("math", "sums", Expected() with { SuiteDigest = "new", Settings = new JsonObject { ["fewShot"] = 3 } }),
            "the suite changed", "and the setting fewShot: 0 → 3");
    }

    [Fact]
    public void The_accepted_merge_is_compared_only_where_suite_and_settings_are_the_same()
    {
        Assert.Null(Folder.FindAccepted("sums", Expected()));
        Folder.Write(BaselineFolder.Accepted, "sums", Parent);
        Assert.NotNull(Folder.FindAccepted("sums", Expected() with { ModelDigest = "of the new merge" }));
        Assert.Null(Folder.FindAccepted("sums", Expected() with { SuiteDigest = "new" }));
    }

    [Fact]
    public void Projects_that_share_a_folder_share_baselines_of_parents_and_no_accepted_merge()
    {
        var other = new BaselineFolder(_folder["baselines"], "other");
        Folder.Write(BaselineFolder.Accepted, "sums", Parent);
        Folder.Write("math", "sums", Parent);

        Assert.Null(other.FindAccepted("sums", Expected()));
        Assert.Equal(30, other.Read("math", "sums", Expected()).Examples.Length);
    }

    [Theory]
    [InlineData("\"id\",", "\"key\",", "'key' is not a column")]
    [InlineData("[\"e0003\",", "[7,", "examples[3].id")]
    [InlineData("[\"e0003\",", "[", "values, and there are")]
    [InlineData("\"evaluator\"", "\"evaluater\"", "evaluator")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion is 2")]
    public void A_baseline_that_was_edited_is_refused(string old, string other, string named)
    {
        var text = Encoding.UTF8.GetString(BaselineJson.Write(Parent));
        Assert.Contains(old, text, StringComparison.Ordinal);
        _folder.Write("baselines/math/sums.json", text.Replace(old, other, StringComparison.Ordinal));
        Refused.With("MB4201", () => Folder.Read("math", "sums"), named);
    }

    [Theory]
    [InlineData("x/../y", "'/'")]
    [InlineData("..", "'.'")]
    [InlineData(".hidden", "'.'")]
    [InlineData("", "0 characters")]
    [InlineData("a b", "' '")]
    public void Names_that_are_no_file_names_everywhere_are_refused(string name, string named)
    {
        Refused.With("MB4203", () => Folder.PathOf(name, "sums"), named);
        Refused.With("MB4203", () => Folder.PathOf("math", name), named);
    }

    [Fact]
    public void No_parent_takes_the_folder_of_the_accepted_merge() => Refused.With("MB4203", () => BaselineFolder.CheckParent("Merged"), "accepted merge");

    public void Dispose() => _folder.Dispose();

    private static BaselineExpectation Expected() => new("digest of math", "digest of math", new JsonObject { ["fewShot"] = 0, ["limit"] = null });
}
