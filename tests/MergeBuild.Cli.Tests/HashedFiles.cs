using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class HashedFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_printed_as_b3sum_prints_them()
    {
        _folder.Write("empty", []);
        _folder.Write("abc", "abc");

        var result = Tool.Run(_folder.Path, "hash", "empty", "abc");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            """
            af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262  empty
            6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85  abc

            """,
            result.Output,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void That_are_missing_are_named()
    {
        var result = Tool.Run(_folder.Path, "hash", "nothing");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error MB2030: 'nothing' does not exist.", result.Error, StringComparison.Ordinal);
    }
}
