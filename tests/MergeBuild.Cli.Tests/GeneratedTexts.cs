using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class GeneratedTexts : IDisposable
{
    private static readonly string Math = Repository.Path("samples/tiny-assistant/parents/math");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Continue_the_prompt()
    {
        var result = Tool.Run(_folder.Path, "generate", Math, "--prompt", "add 97 75 =", "--max-tokens", "4");

        Assert.Equal((0, " 172", ""), (result.ExitCode, result.Output.TrimEnd(), result.Error));
    }

    [Fact]
    public void Are_one_document_on_request()
    {
        var result = Tool.Run(_folder.Path, "generate", Math, "--prompt", "add 97 75 =", "--max-tokens", "4", "--json");

        Assert.Equal((10, " 172"), ((int)result.Json["prompt_tokens"]!, (string?)result.Json["text"]));
        Assert.Equal([35, 52, 58, 53], result.Json["ids"]!.AsArray().Select(id => (int)id!));
    }

    [Fact]
    public void End_before_a_stop_text()
    {
        string Text(params string[] stop) => (string)Tool.Run(
            _folder.Path, ["generate", Math, "--prompt", "add 97 75 =", "--max-tokens", "4", "--json", .. stop.SelectMany(text => new[] { "--stop", text })]).Json["text"]!;

        Assert.Equal(" 1", Text("72"));
        Assert.Equal(" ", Text("72", "17"));
        Assert.Equal(" 172", Text("721"));
        Assert.Equal(2, Tool.Run(_folder.Path, "generate", Math, "--prompt", "a", "--stop", "").ExitCode);
    }

    [Fact]
    public void Are_drawn_by_the_seed()
    {
        string[] Drawn(string seed) => Tool.Run(
            _folder.Path, "generate", Math, "--prompt", "", "--max-tokens", "12", "--temperature", "2", "--top-k", "100", "--top-p", "0.99", "--seed", seed).Output.Split('\n');

        Assert.Equal(Drawn("1"), Drawn("1"));
        Assert.NotEqual(Drawn("1"), Drawn("2"));
    }

    [Fact]
    public void Answer_messages_in_a_conversation()
    {
        foreach (var file in Directory.EnumerateFiles(Math))
        {
            _folder.Write("model/" + Path.GetFileName(file), File.ReadAllBytes(file));
        }

        _folder.Write("model/chat_template.jinja", "{{ bos_token }}{{ messages[-1].content }} ={% if messages[0].content != 'add 97 75' %}unreachable{% endif %}");
        var result = Tool.RunWithInput(_folder.Path, "add 3 4\nadd 97 75\n\nsub 1 1\n", "generate", "model", "--chat", "--prompt", "add 97 75", "--max-tokens", "4");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal([" 172", " 7", " 172"], result.Output.Split('\n').Where(line => line.StartsWith(' ')));
    }

    [Theory]
    [InlineData("MB4175", "--chat")]
    [InlineData("MB4175", "--chat", "--prompt", "a")]
    public void Of_conversations_need_a_chat_template(string code, params string[] options)
    {
        var result = Tool.Run(_folder.Path, ["generate", Math, .. options]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Need_a_tokenizer()
    {
        _folder.Write("model/config.json", "{}");
        _folder.Write("model/model.safetensors", File.ReadAllBytes(Path.Combine(Math, "model.safetensors")));
        var result = Tool.Run(_folder.Path, "generate", "model", "--prompt", "a", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("MB4001", (string?)Assert.Single(result.Json["diagnostics"]!.AsArray())!["code"]);
    }
}
