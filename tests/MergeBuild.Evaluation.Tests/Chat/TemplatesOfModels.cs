using MergeBuild.Evaluation.Chat;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Chat;

public sealed class TemplatesOfModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_template_is_found_in_the_tokenizer_configuration_with_its_tokens()
    {
        _folder.Write("tokenizer_config.json", """{"bos_token": {"content": "<s>", "special": true}, "eos_token": "</s>", "chat_template": "{{ bos_token }}{{ messages[0].content }}{{ eos_token }}"}""");
        Assert.Equal("<s>Hi</s>", Render());
    }

    [Fact]
    public void A_template_file_wins_over_the_configuration()
    {
        _folder.Write("tokenizer_config.json", """{"chat_template": "old"}""");
        _folder.Write("chat_template.json", """{"chat_template": "json"}""");
        Assert.Equal("json", Render());
        _folder.Write("chat_template.jinja", "jinja");
        Assert.Equal("jinja", Render());
    }

    [Fact]
    public void Named_templates_are_found_by_name()
    {
        _folder.Write("tokenizer_config.json", """{"chat_template": [{"name": "default", "template": "d"}, {"name": "tool_use", "template": "t"}]}""");
        Assert.Equal(("d", "t"), (Render(), ChatTemplate.Load(_folder.Path, "tool_use").Render([], addGenerationPrompt: false)));
        Refused.With("MB4175", () => ChatTemplate.Load(_folder.Path, "rag"), "'rag'");
    }

    [Fact]
    public void A_model_without_a_template_is_refused_and_a_damaged_file_as_well()
    {
        Assert.Null(ChatTemplate.TryLoad(_folder.Path));
        Refused.With("MB4175", () => ChatTemplate.Load(_folder.Path), _folder.Path);
        _folder.Write("tokenizer_config.json", """{"chat_template": 3}""");
        Refused.With("MB4176", () => ChatTemplate.Load(_folder.Path), "tokenizer_config.json");
        _folder.Write("chat_template.jinja", [0xFF]);
        Refused.With("MB4176", () => ChatTemplate.Load(_folder.Path), "UTF-8");
    }

    [Fact]
    public void The_clock_of_a_template_is_the_caller_s()
    {
        var template = ChatTemplate.Parse("{{ strftime_now('%d %b %Y') }}", "template");
        Assert.Equal("26 Jul 2024", template.Render([], addGenerationPrompt: false));
        Assert.Equal("01 Mar 2026", template.Render([], addGenerationPrompt: false, new DateTime(2026, 3, 1)));
    }

    public void Dispose() => _folder.Dispose();

    private string Render() => ChatTemplate.Load(_folder.Path).Render([new ChatMessage("user", "Hi")], addGenerationPrompt: true);
}
