using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class KeysOfRows : IDisposable
{
    private readonly TokenFolder _folder = new TokenFolder()
        .With("base", 100, TinyTokenizer.Of("x", "y", "z"))
        .With("a", 200, TinyTokenizer.Of("z", "x", "y"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cover_the_whole_map_and_the_files_that_rows_come_from()
    {
        string[] rules =
        [
            "",
            "tokenizer: {source: base}",
            "tokenizer: {source: a}",
            "tokenizer: {source: base, pad_to_multiple_of: 2}",
            "tokenizer: {source: base, tokens: {x: {source: a, force: true}}}",
            "tokenizer: {source: base, tokens: {y: {source: a, force: true}}}",
            "tokenizer: {source: base, tokens: {y: {source: zero, force: true}}}",
        ];

        var keys = rules.Select(Key).ToArray();
        Assert.Equal(keys, keys.Distinct());
        Assert.Equal(keys, rules.Select(Key));
    }

    private string Key(string rule)
    {
        var plan = _folder.Plan("merge_method: linear\nbase_model: base\nmodels: [{model: base, parameters: {weight: 1}}, {model: a, parameters: {weight: 1}}]\n" + rule);
        return KeyText.Of(plan, plan.Tensors.Single(tensor => tensor.Result.Name == TokenFolder.Embedding));
    }
}
