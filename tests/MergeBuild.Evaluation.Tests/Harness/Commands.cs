using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Harness;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Tests.Running;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Harness;

public sealed class Commands : IDisposable
{
    private static readonly Dictionary<string, string> Placeholders = new() { ["model"] = "/a b", ["output"] = "/o" };

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("run {model} --out={output}", new[] { "run", "/a b", "--out=/o" })]
    [InlineData("run \"a \\\"b\\\" \\\\\" 'c \"d\"' e\"f g\"h '' \\n", new[] { "run", "a \"b\" \\", "c \"d\"", "ef gh", "", "\\n" })]
    [InlineData("run {{x}} '{model}'", new[] { "run", "{x}", "/a b" })]
    public void A_command_is_divided_by_its_rules(string command, string[] words) => Assert.Equal(words, CommandText.Parse(command, Placeholders));

    [Theory]
    [InlineData("run \"x")]
    [InlineData("run {modle}")]
    [InlineData("run {model")]
    [InlineData("   ")]
    public void A_malformed_command_is_refused(string command) => Refused.With("MB4160", () => CommandText.Parse(command, Placeholders));

    [Fact]
    public void A_program_that_is_not_there_is_refused() => Refused.With("MB4161", () => Run("no-such-program-of-ours {model}"), "no-such-program-of-ours");

    [Fact(SkipUnless = nameof(IsUnix), SkipType = typeof(Commands), Skip = "The commands are those of a Unix shell.")]
    public void An_exit_code_is_reported_with_the_end_of_the_error_output() =>
        Refused.With("MB4162", () => Run("sh -c 'echo out; echo first >&2; echo last >&2; exit 3'"), "code 3", "first / last");

    [Fact(SkipUnless = nameof(IsUnix), SkipType = typeof(Commands), Skip = "The commands are those of a Unix shell.")]
    public void A_command_that_takes_too_long_is_ended_with_all_that_it_started()
    {
        var marker = _folder["marker"];
        Refused.With("MB4163", () => Run($"sh -c 'sh -c \"sleep 3; touch {marker}\" & wait'", seconds: 0.5), "0.5 seconds");
        Assert.False(File.Exists(marker));
    }

    [Fact(SkipUnless = nameof(IsUnix), SkipType = typeof(Commands), Skip = "The commands are those of a Unix shell.")]
    public void A_command_that_writes_nothing_is_refused() => Refused.With("MB4164", () => Run("true"), "output");

    [Fact(SkipUnless = nameof(IsUnix), SkipType = typeof(Commands), Skip = "The commands are those of a Unix shell.")]
    public void A_cancelled_command_ends()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => new EvaluationCommand("sleep 60", TimeSpan.FromMinutes(1)).Run(_folder.Path, _folder["output"], cancellation: source.Token));
    }

    [Fact(SkipUnless = nameof(IsUnix), SkipType = typeof(Commands), Skip = "The commands are those of a Unix shell.")]
    public void Our_results_and_those_of_the_harness_are_read_and_older_output_is_not()
    {
        using var evaluation = new EvaluationFolder();
        var result = EvaluationFolder.Evaluate(evaluation.Suite("""{"id": "a", "text": "t"}"""), new TableModel(new CharacterTokenizer(), new Dictionary<string, string>()));
        var made = _folder.Write("made.json", EvaluationResultJson.Write(result));
        Assert.Equal("suite", Run($"cp '{made}' {{output}}").Suite.Name);
        Refused.With("MB4164", () => Run("true"));
        _folder.Write("made/results_1.json", """{"results": {"t": {"acc,none": 0.5}}}""");
        _folder.Write("made/samples_t_1.jsonl", """{"doc_id": 0, "filter": "none", "metrics": ["acc"], "acc": 1}""" + "\n");
        Assert.Equal(0.5, Run($"cp -r '{_folder["made"]}' {{output}}").Metric("acc")!.Value);
    }

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public void Dispose() => _folder.Dispose();

    private EvaluationResult Run(string command, double seconds = 30) =>
        new EvaluationCommand(command, TimeSpan.FromSeconds(seconds)).Run(_folder.Path, _folder["output"], cancellation: TestContext.Current.CancellationToken);
}
