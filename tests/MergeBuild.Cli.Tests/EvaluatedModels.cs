using System.Text.Json.Nodes;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class EvaluatedModels : IDisposable
{
    private static readonly string Parents = Repository.Path("samples/tiny-assistant/parents");
    private static readonly string Math = Path.Combine(Parents, "math");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Have_a_table_and_a_file_with_every_example()
    {
        var result = Tool.Run(_folder.Path, "evaluate", Math, Suite("math"), Suite("facts-choice"), "--limit", "20", "--json", "results.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("math: 20 of 20 examples, ", StringComparison.Ordinal) && line.EndsWith("/s, 0 s left", StringComparison.Ordinal));
        Assert.Matches(@"(?m)^ +math +exact_match +1\.0000 +0\.0000 +20 *$", result.Output);
        var results = JsonNode.Parse(File.ReadAllText(_folder["results.json"]))!["results"]!.AsArray();
        Assert.Equal(["math", "facts-choice"], results.Select(evaluation => (string?)evaluation!["suite"]!["name"]));
        Assert.All(results, evaluation => Assert.Equal(20, evaluation!["examples"]!.AsArray().Count));
        Assert.All(results, evaluation => Assert.Equal("math", (string?)evaluation!["model"]!["name"]));
    }

    [Fact]
    public void May_have_been_merged_a_moment_ago()
    {
        _folder.Write("mean.yml", """
            merge_method: linear
            dtype: bfloat16
            models:
              - {model: math, parameters: {weight: 1}}
              - {model: strings, parameters: {weight: 1}}
              - {model: facts, parameters: {weight: 1}}
            """);
        Assert.Equal(0, Tool.Run(_folder.Path, "merge", "mean.yml", "mean", "--model-root", Parents).ExitCode);
        var result = Tool.Run(_folder.Path, "evaluate", "mean", Suite("strings"), Suite("facts"));

        Assert.Matches(@"(?m)^ +strings +exact_match +0\.7833 ", result.Output);
        Assert.Matches(@"(?m)^ +facts +exact_match +0\.9938 ", result.Output);
    }

    [Fact]
    public void Have_the_same_results_in_other_batches_with_other_threads_and_out_of_the_cache()
    {
        var first = Results("--batch", "3", "--threads", "1");
        Assert.Equal(first, Results("--batch", "64", "--threads", "5", "--cache", "cache"));
        Assert.NotEmpty(Directory.EnumerateFiles(_folder["cache"], "*.json"));
        Assert.Equal(first, Results("--cache", "cache"));
        Assert.Empty(Tool.Run(_folder.Path, "evaluate", Math, Suite("facts"), "--limit", "12", "--cache", "cache").Error);
    }

    [Theory]
    [InlineData("MB4101", "not JSON")]
    [InlineData("MB4103", """{"id": "a", "prompt": "b", "answr": "c"}""")]
    [InlineData("MB4134", """{"id": "a", "prompt": "b", "label": "c"}""")]
    public void Need_suites_of_their_kind(string code, string line)
    {
        _folder.Write("suite.jsonl", line);
        Fails(code, Math, "suite.jsonl");
    }

    [Fact]
    public void Need_what_the_settings_ask_for()
    {
        Fails("MB4175", Math, Suite("math"), "--chat");
        _folder.Write("settings.json", """{"maximumToken": 5}""");
        Fails("MB4121", Math, Suite("math"), "--settings", "settings.json");
    }

    [Fact]
    public void Need_a_tokenizer_and_weights()
    {
        Fails("MB2035", "missing", Suite("math"));
        _folder.Write("model/config.json", File.ReadAllText(Path.Combine(Math, "config.json")));
        Fails("MB2036", "model", Suite("math"));
        _folder.Write("model/model.safetensors", File.ReadAllBytes(Path.Combine(Math, "model.safetensors")));
        Fails("MB4001", "model", Suite("math"));
    }

    private static string Suite(string name) => Repository.Path($"samples/tiny-assistant/suites/{name}.jsonl");

    private string Results(params string[] options)
    {
        var result = Tool.Run(_folder.Path, ["evaluate", Math, Suite("facts"), "--limit", "12", "--json", "results.json", .. options]);
        Assert.Equal(0, result.ExitCode);
        return File.ReadAllText(_folder["results.json"]);
    }

    private void Fails(string code, params string[] arguments)
    {
        var result = Tool.Run(_folder.Path, ["evaluate", .. arguments]);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
    }
}
