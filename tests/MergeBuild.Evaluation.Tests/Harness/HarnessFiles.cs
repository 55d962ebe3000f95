using MergeBuild.Evaluation.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Harness;

public sealed class HarnessFiles : IDisposable
{
    private const string Time = "2026-01-02T03-04-05.678901";

    private const string Results = """
        {
          "results": {
            "tiny_qa": {"alias": " - tiny", "exact_match,strict-match": 0.5, "exact_match_stderr,strict-match": 0.5,
              "exact_match,flexible-extract": 1.0, "exact_match_stderr,flexible-extract": "N/A", "sample_len": 2},
            "odd,task": {"alias": "odd", "acc,x,none": NaN, "acc_stderr,x,none": Infinity, "word_perplexity,none": 12.5},
            "old": {"acc": 0.25, "acc_stderr": 0.1},
            "both": {"alias": "both", "acc,none": 0.4, "acc_stderr,none": 0.02}
          },
          "groups": {"both": {"alias": "both", "acc,none": 0.4, "acc_stderr,none": 0.02}},
          "group_subtasks": {"both": ["old", "tiny_mc"]},
          "higher_is_better": {"tiny_qa": {"exact_match": true}, "old": {"acc": true}, "tiny_mc": {"acc": true}, "odd,task": {"word_perplexity": false, "acc": null}},
          "versions": {"tiny_qa": 3.0}, "n-shot": {"tiny_qa": 5}, "n-samples": {"tiny_qa": {"original": 100, "effective": 2}},
          "config": {"model": "hf", "model_args": {"pretrained": "x"}, "limit": 2.0, "random_seed": 0},
          "task_hashes": {"tiny_qa": "abc"}, "model_name": "some/model", "lm_eval_version": "0.4.12", "chat_template_sha": null,
          "total_evaluation_time_seconds": "12.5", "unknown_key": [1]
        }
        """;

    private const string Strict0 = """{"doc_id": 0, "target": "4", "resps": [["it is 5"]], "filtered_resps": ["5"], "filter": "strict-match", "metrics": ["exact_match"], "doc_hash": "d0", "prompt_hash": "p0", "target_hash": "t0", "exact_match": 0.0}""";
    private const string Flexible0 = """{"doc_id": 0, "target": "4", "resps": [["it is 5"]], "filtered_resps": ["4"], "filter": "flexible-extract", "metrics": ["exact_match"], "doc_hash": "d0", "prompt_hash": "p0", "target_hash": "t0", "exact_match": true}""";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Metrics_are_read_by_task_and_filter()
    {
        var result = Read().Task("tiny_qa", withSamples: false);
        var (strict, flexible) = (result.Metric("exact_match", "strict-match")!, result.Metric("exact_match", "flexible-extract")!);
        Assert.Equal((0.5, 0.5, 2, true), (strict.Value, strict.StandardError, strict.Count, strict.HigherIsBetter));
        Assert.Equal((1.0, null), (flexible.Value, flexible.StandardError));
        Assert.Equal(("some/model", "abc", 2), (result.Model.Name, result.Suite.Digest, result.Metrics.Length));
        Assert.Equal("5", result.Settings["n-shot"]!.ToJsonString());
        Assert.Equal("lm-evaluation-harness 0.4.12", result.Evaluator);
    }

    [Fact]
    public void A_key_is_divided_at_its_last_comma_and_NaN_is_no_value()
    {
        var result = Read().Task("odd,task", withSamples: false);
        var odd = result.Metric("acc,x")!;
        Assert.Equal((null, null, null), (odd.Value, odd.StandardError, odd.HigherIsBetter));
        Assert.Equal((12.5, false), (result.Metric("word_perplexity")!.Value, result.Metric("word_perplexity")!.HigherIsBetter));
    }

    [Fact]
    public void Bare_keys_and_groups_are_read()
    {
        Assert.Equal((0.25, 0.1), (Read().Task("old", false).Metric("acc")!.Value, Read().Task("old", false).Metric("acc")!.StandardError));
        var group = Read().Task("both", false).Metric("acc")!;
        Assert.Equal((0.4, true), (group.Value, group.HigherIsBetter));
        Assert.Equal(["both", "odd,task", "old", "tiny_qa"], Read().Tasks);
    }

    [Fact]
    public void Samples_are_read_once_each_though_a_file_repeats_them()
    {
        Samples("tiny_qa", Strict0, Flexible0, Strict0);
        var examples = Read().Task("tiny_qa", withSamples: true).Examples;
        Assert.Equal([("0", "flexible-extract", 1.0, "4"), ("0", "strict-match", 0.0, "5")], examples.Select(example => (example.Id, example.Filter!, example.Values["exact_match"], example.Output!)));
        Assert.Equal(examples[0].Digest, examples[1].Digest);
        Assert.Equal("p0", examples[0].PromptDigest);
    }

    [Fact]
    public void Choices_give_log_probabilities()
    {
        Samples("old", """{"doc_id": 7, "target": 1, "filtered_resps": [[-2.5, false], ["-1.5", "True"]], "filter": "none", "metrics": ["acc"], "doc_hash": "d", "target_hash": "t", "acc": 1.0}""");
        var example = Assert.Single(Read().Task("old", withSamples: true).Examples);
        Assert.Equal([-2.5, -1.5], example.LogProbabilities);
        Assert.Equal((1, 1, null), (example.Label, example.Predicted, example.Filter));
    }

    [Fact]
    public void A_list_of_instructions_is_its_share_and_a_pair_is_no_value()
    {
        Samples("old", """{"doc_id": 0, "filter": "none", "metrics": ["inst", "f1"], "doc_hash": "d", "inst": [true, false, true, true], "f1": [1.0, 0.5]}""");
        var values = Assert.Single(Read().Task("old", withSamples: true).Examples).Values;
        Assert.Equal([KeyValuePair.Create("inst", 0.75)], values);
    }

    [Fact]
    public void Samples_that_differ_are_refused_with_both_lines()
    {
        Samples("tiny_qa", Strict0, Strict0.Replace("\"exact_match\": 0.0", "\"exact_match\": 1.0", StringComparison.Ordinal));
        Assert.Equal(2, Refused.With("MB4154", () => Read().Task("tiny_qa", withSamples: true), "line 1", "strict-match").Location!.Line);
    }

    [Theory]
    [InlineData("{\"doc_id\": 0")]
    [InlineData("{\"filter\": \"none\"}")]
    [InlineData("{\"doc_id\": 0, \"metrics\": [\"acc\"]}")]
    [InlineData("[]")]
    public void A_damaged_sample_is_refused_with_its_line(string line)
    {
        Samples("tiny_qa", Strict0, line);
        Assert.Equal(2, Refused.With("MB4153", () => Read().Task("tiny_qa", withSamples: true)).Location!.Line);
    }

    [Fact]
    public void Missing_files_and_tasks_are_refused()
    {
        Refused.With("MB4152", () => Read().Task("tiny_qa", withSamples: true), "samples_tiny_qa_" + Time);
        Refused.With("MB4155", () => Read().Task("tiny_q", withSamples: false), "did you mean 'tiny_qa'?");
        using var empty = new TemporaryFolder();
        Refused.With("MB4150", () => HarnessResults.Read(empty.Path), empty.Path);
        Refused.With("MB4151", () => HarnessResults.Read(empty.Write("results_x.json", "{\"a\": 1}")), "results");
        empty.Write("results_y.json", Results);
        Refused.With("MB4156", () => HarnessResults.Read(empty.Path), "results_y.json");
    }

    public void Dispose() => _folder.Dispose();

    private HarnessResults Read()
    {
        _folder.Write($"some__model/results_{Time}.json", Results);
        return HarnessResults.Read(_folder.Path);
    }

    private void Samples(string task, params string[] lines) => _folder.Write($"some__model/samples_{task}_{Time}.jsonl", string.Join('\n', lines) + "\n");
}
