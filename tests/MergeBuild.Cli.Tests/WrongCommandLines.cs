using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class WrongCommandLines
{
    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("inspct x", "Did you mean one of the following?")]
    [InlineData("inspect", "Required argument 'model-dir' missing for command: 'inspect'.")]
    [InlineData("inspect x --jsn", "Unrecognized command or argument '--jsn'.")]
    [InlineData("merge r.yml out --threads 0", "--threads must be a whole number above 0, not '0'.")]
    [InlineData("merge r.yml out --threads many", "--threads must be a whole number above 0, not 'many'.")]
    [InlineData("merge r.yml out --seed -1", "Cannot parse argument '-1'")]
    [InlineData("merge r.yml out --shard-size 4XB", "--shard-size must be a number of bytes above 0, such as 4294967296, 500MB or 4GiB, not '4XB'.")]
    [InlineData("evaluate m", "Required argument 'suite.jsonl' missing for command: 'evaluate'.")]
    [InlineData("evaluate m s --limit 0", "--limit must be a whole number above 0, not '0'.")]
    [InlineData("evaluate m s --batch x", "--batch must be a whole number above 0, not 'x'.")]
    [InlineData("report", "Required argument 'verdicts.json' missing for command: 'report'.")]
    [InlineData("report v.json --format pdf", "--format must be json, junit, trx, sarif, markdown or html, not 'pdf'.")]
    [InlineData("generate m", "--prompt is required without --chat.")]
    [InlineData("generate m --chat --json", "--json cannot be combined with --chat.")]
    [InlineData("generate m --prompt a --top-k 5", "--top-k and --top-p choose among drawn tokens; set --temperature too")]
    [InlineData("generate m --prompt a --temperature -1", "--temperature must be a number of at least 0, not '-1'.")]
    public void Are_refused_before_anything_is_done(string line, string expected)
    {
        using var folder = new TemporaryFolder();
        var result = Tool.Run(folder.Path, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.FileNames);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("merge --help")]
    [InlineData("--version")]
    public void Questions_are_no_errors(string line)
    {
        using var folder = new TemporaryFolder();
        var result = Tool.Run(folder.Path, line.Split(' '));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.NotEmpty(result.Output);
    }
}
