using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Tests.Recipes;

namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class TokenizerRecipes : IDisposable
{
    private readonly RecipeFolder _folder = new("base", "math");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_read_whole()
    {
        var rule = Read("tokenizer:\n  source: math\n  pad_to_multiple_of: 64\n  tokens:\n    a: {source: {kind: model_token, model: base, token_id: 3}, force: true}\n    b: {source: {path: base}}")!;

        Assert.Equal((TokenizerSource.Model, 0, 64), (rule.Source, rule.Model, rule.PadToMultipleOf));
        Assert.Equal([new TokenOrigin(1, null, 3), new TokenOrigin(1)], rule.Tokens.Select(token => token.Origin));
        Assert.Equal([true, false], rule.Tokens.Select(token => token.IsForced));
        Assert.Equal([8, 9], rule.Tokens.Select(token => token.Location!.Line));
    }

    [Fact]
    public void Without_a_rule_have_none() => Assert.Null(Read("tokenizer: null\ntokenizer_source:"));

    [Theory]
    [InlineData("tokenizer: {}\ntokenizer_source: base", "5,1 MB1080 'tokenizer_source' is the older form of 'tokenizer'; a recipe has one of them.")]
    [InlineData("tokenizer_source: maths", "4,19 MB1081 'maths' is not a model of this merge; did you mean 'math'?")]
    [InlineData("tokenizer: {sourse: base}", "4,13 MB1008 'sourse' is not a key of 'tokenizer'; did you mean 'source'?")]
    [InlineData("tokenizer: {pad_to_multiple_of: 0}", "4,33 MB1084 '0' is not a number of rows to pad to a multiple of; whole numbers from 1 to 65536 are allowed.")]
    [InlineData("tokenizer: {tokens: {a: base}}", "4,25 MB1009 'a' must be a mapping with source, force, not 'base'.")]
    [InlineData("tokenizer: {tokens: {a: {force: 1}}}", "4,33 MB1009 'force' must be true or false, not '1'.")]
    [InlineData("tokenizer: {tokens: {a: {source: {kind: one}}}}", "4,41 MB1082 The source of the token 'a' is not one: 'one' is not a kind; allowed are model_token, zero.")]
    [InlineData("tokenizer: {tokens: {a: {source: {kind: zero, model: math}}}}", "4,41 MB1082 The source of the token 'a' is not one: it is zero, but names a model or a token.")]
    [InlineData("tokenizer: {tokens: {a: {source: {kind: model_token, model: math}}}}", "4,41 MB1082 The source of the token 'a' is not one: it needs exactly one of token and token_id.")]
    [InlineData("tokenizer: {tokens: {a: {source: {kind: model_token, token_id: 1}}}}", "4,34 MB1010 The key 'model' is missing from the source of 'a'.")]
    [InlineData("tokenizer: {tokens: {a: {source: {kind: model_token, model: math, token_id: x}}}}", "4,77 MB1082 The source of the token 'a' is not one: 'x' is not the number of a token.")]
    public void Say_what_is_wrong_with_them(string rule, string expected) => Assert.Equal([expected], _folder.Errors(Text(rule)));

    [Fact]
    public void Of_projects_have_properties_and_items()
    {
        var rule = ReadProject(
            [Item("<|im_start|>", ("Source", "math"), ("Force", "True")), Item("b", ("Source", "zero")), Item("c", ("Source", "base"), ("SourceToken", "x"))],
            ("MergeTokenizerSource", "base"), ("MergePadToMultipleOf", "8"), ("MergeChatTemplate", "chatml"));

        Assert.Equal((TokenizerSource.Base, 8), (rule.Tokenizer!.Source, rule.Tokenizer.PadToMultipleOf));
        Assert.Equal([new TokenOrigin(0), TokenOrigin.Zero, new TokenOrigin(1, "x")], rule.Tokenizer.Tokens.Select(token => token.Origin));
        Assert.Equal([true, false, false], rule.Tokenizer.Tokens.Select(token => token.IsForced));
        Assert.Equal("chatml", rule.ChatTemplate!.Name);
    }

    [Fact]
    public void Of_projects_without_a_rule_have_none() => Assert.Null(ReadProject([]).Tokenizer);

    [Fact]
    public void Of_projects_say_what_is_wrong_with_them()
    {
        var exception = Assert.Throws<MergeBuildException>(() => ReadProject(
            [Item("a", ("Source", "meth"), ("Farce", "true")), Item("a", ("Force", "yes")), Item("b", ("SourceTokenId", "x"))],
            ("MergeTokenizerSource", "unoin"), ("MergePadToMultipleOf", "-1"), ("MergeChatTemplate", "x")));

        Assert.Equal(
            ["MB1063", "MB1081", "MB1081", "MB1082", "MB1082", "MB1083", "MB1084", "MB1085", "MB1087"],
            exception.Diagnostics.Select(diagnostic => diagnostic.Code).Order(StringComparer.Ordinal));
        Assert.Contains(exception.Diagnostics, diagnostic => diagnostic.Message.EndsWith("; did you mean 'union'?", StringComparison.Ordinal));
    }

    private TokenizerRule? Read(string rule) => _folder.Read(Text(rule)).Tokenizer;

    private static string Text(string rule) => $"merge_method: linear\nmodels: [{{model: math}}]\nbase_model: base\n{rule}\n";

    private Recipe ReadProject(ProjectItem[] tokens, params (string Name, string Value)[] properties) => ProjectRecipe.Read(
        [new ProjectItem("Expert", "math", [], null), new ProjectItem("BaseModel", "base", [], null), .. tokens],
        [new ProjectValue("MergeMethod", "linear", null), .. properties.Select(property => new ProjectValue(property.Name, property.Value, null))],
        _folder.Path, new SourceLocation("assistant.mergeproj"));

    private static ProjectItem Item(string token, params (string Name, string Value)[] metadata) =>
        new("MergeToken", token, [.. metadata.Select(pair => new ProjectValue(pair.Name, pair.Value, null))], null);
}
