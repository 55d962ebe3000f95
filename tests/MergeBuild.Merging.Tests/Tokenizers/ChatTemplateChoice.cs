using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class ChatTemplateChoice : IDisposable
{
    private readonly TokenFolder _folder = new();

    public ChatTemplateChoice()
    {
        foreach (var name in new[] { "base", "a", "b", "c" })
        {
            _folder.With(name, 1, TinyTokenizer.Of("x"));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("A", "B", "B", "A", "A")]
    [InlineData("B", "A", "A", "B", "B")]
    [InlineData("C", "A", "A", "B", "A")]
    [InlineData("", "A", "B", "", "A")]
    [InlineData("", "", "", "C", "C")]
    public void Auto_takes_the_most_common_one_then_the_bases_then_the_first(string ofBase, string a, string b, string c, string expected)
    {
        foreach (var (name, template) in new[] { ("base", ofBase), ("a", a), ("b", b), ("c", c) })
        {
            _folder.Write($"{name}/tokenizer_config.json", template.Length == 0 ? "{}" : $$"""{"chat_template": "{{template}}", "x": 1}""");
        }

        _folder.Merge(Recipe("auto"));

        Assert.Equal(expected, (string?)_folder.Json("tokenizer_config.json")["chat_template"]);
    }

    [Fact]
    public void Auto_knows_files_of_their_own_and_lists()
    {
        _folder.Write("a/chat_template.jinja", "T").Write("b/chat_template.json", """{"chat_template": "T"}""")
            .Write("c/tokenizer_config.json", """{"chat_template": [{"name": "tool_use", "template": "U"}, {"name": "default", "template": "T"}]}""")
            .Write("base/tokenizer_config.json", """{"chat_template": "B"}""").Write("base/chat_template.jinja", "B");
        _folder.Merge(Recipe("auto"));

        Assert.Equal(("T", "T"), ((string?)_folder.Json("tokenizer_config.json")["chat_template"], _folder.Text("chat_template.jinja")));
    }

    [Fact]
    public void Auto_changes_nothing_where_nobody_has_one()
    {
        _folder.Write("base/tokenizer_config.json", "{ }");
        _folder.Merge(Recipe("auto"));

        Assert.Equal("{ }", _folder.Text("tokenizer_config.json"));
    }

    [Fact]
    public void A_name_takes_a_built_in_one()
    {
        Assert.Equal(["alpaca", "chatml", "exaone", "llama3", "mistral"], ChatTemplates.BuiltIn.Keys);
        foreach (var (name, template) in ChatTemplates.BuiltIn)
        {
            _folder.Merge(Recipe(name));
            Assert.Equal(template, _folder.Text("chat_template.jinja"));
        }

        Assert.Contains("<|im_start|>", ChatTemplates.BuiltIn["chatml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_and_files_are_taken_as_they_are()
    {
        const string Text = "{% for message in messages %}{{ message }}{% endfor %}";
        _folder.Write("base/tokenizer_config.json", """{"chat_template": "old"}""").Write("own.jinja", "{{ own }}");

        _folder.Merge(Recipe($"'{Text}'"));
        Assert.Equal(Text, (string?)_folder.Json("tokenizer_config.json")["chat_template"]);

        _folder.Merge(Recipe("own.jinja"));
        Assert.Equal("{{ own }}", (string?)_folder.Json("tokenizer_config.json")["chat_template"]);
    }

    [Fact]
    public void Goes_with_a_united_tokenizer()
    {
        _folder.With("a", 1, TinyTokenizer.Of("x", "new")).Write("base/tokenizer_config.json", """{"added_tokens_decoder": {}}""");
        _folder.Merge(Recipe("chatml") + "\ntokenizer: {}");

        Assert.Equal(ChatTemplates.BuiltIn["chatml"], (string?)_folder.Json("tokenizer_config.json")["chat_template"]);
        Assert.Equal(2, (int?)_folder.Json("config.json")["vocab_size"]);
    }

    [Theory]
    [InlineData("chatlm", "4,16 MB1085 'chatlm' is neither the name of a chat template, nor Jinja text, nor a path that ends in .jinja; did you mean 'chatml'?")]
    [InlineData("'{{ short }}'", "4,16 MB1085 '{{ short }}' is neither the name of a chat template, nor Jinja text, nor a path that ends in .jinja; allowed are alpaca, auto, chatml, exaone, llama3, mistral")]
    [InlineData("none.jinja", "4,16 MB1086 The chat template '/none.jinja' cannot be read: '/none.jinja' does not exist.")]
    public void Must_be_one_of_these(string template, string expected) => Assert.Equal([expected], _folder.Errors(Recipe(template)));

    private static string Recipe(string template) => $$$"""
        merge_method: task_arithmetic
        base_model: base
        models: [{model: a, parameters: {weight: 1}}, {model: b, parameters: {weight: 1}}, {model: c, parameters: {weight: 1}}]
        chat_template: {{{template}}}
        """;
}
