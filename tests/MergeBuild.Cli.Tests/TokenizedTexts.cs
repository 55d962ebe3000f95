using System.Text.Json.Nodes;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class TokenizedTexts : IDisposable
{
    private static readonly string Model = Repository.Path("samples/tiny-assistant/parents/base");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_printed_token_by_token()
    {
        _folder.Write("text.txt", "rev k\n");
        var result = Tool.Run(_folder.Path, "tokenize", Model, "--file", "text.txt");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            """
                  0  <s>
                296  rev
                305  Ġk
                 13  Ċ
            4 tokens

            """,
            result.Output,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Are_read_from_standard_input()
    {
        var result = Tool.RunWithInput(_folder.Path, "rev 😀", "tokenize", Path.Combine(Model, "tokenizer.json"), "--no-special");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("    296  rev", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("6 tokens", result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Are_lists_of_ids_on_request()
    {
        _folder.Write("texts.json", """["rev k i t a p =", "", "a\ud83d\ude00", "\ude00a\\ud83d"]""");
        var with = Tool.Run(_folder.Path, "tokenize", Model, "--file", "texts.json", "--json");
        var without = Tool.Run(_folder.Path, "tokenize", Model, "--file", "texts.json", "--json", "--no-special");

        Assert.Equal((0, ""), (with.ExitCode, with.Error));
        var lists = Lists(with);
        Assert.Equal(4, lists.Length);
        Assert.Equal([0, 296, 305, 35, 108, 287, 281, 306, 35, 64], lists[0]);
        Assert.Equal([0], lists[1]);
        Assert.Equal(lists.Select(list => list[1..]), Lists(without));
    }

    [Theory]
    [InlineData("MB4013", "texts.json", "{}")]
    [InlineData("MB4013", "texts.json", "[1]")]
    [InlineData("MB4013", "texts.json", "[\"a\"")]
    [InlineData("MB2030", "other.json", "[]")]
    public void Must_be_an_array_of_texts(string code, string file, string json)
    {
        _folder.Write("texts.json", json);
        var result = Tool.Run(_folder.Path, "tokenize", Model, "--file", file, "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(code, (string?)Assert.Single(result.Json["diagnostics"]!.AsArray())!["code"]);
    }

    [Fact]
    public void Must_be_utf8()
    {
        _folder.Write("text.txt", [0x61, 0xFF]);
        var result = Tool.Run(_folder.Path, "tokenize", Model, "--file", "text.txt");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("mergebuild: error MB4014: 'text.txt' is not valid UTF-8.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Need_a_tokenizer()
    {
        var result = Tool.Run(_folder.Path, "tokenize", _folder.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("mergebuild: error MB4001: ", result.Error, StringComparison.Ordinal);
    }

    private static int[][] Lists(ToolResult result) =>
        [.. Assert.IsType<JsonArray>(JsonNode.Parse(result.Output)).Select(list => list!.AsArray().Select(id => (int)id!).ToArray())];
}
