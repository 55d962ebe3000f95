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
