using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Planning;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class LargeVocabularies : IDisposable
{
    private const int Tokens = 150_000;
    private readonly TokenFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_united()
    {
        var tokens = Enumerable.Range(0, Tokens).Select(id => $"token{id}").ToArray();
        _folder.With("base", TinyTokenizer.Of(tokens[..^1000]).WithMerges([.. Merges(0)]), Model(Tokens - 1000));
        new Random(1).Shuffle(tokens);
        _folder.With("a", TinyTokenizer.Of(tokens).WithMerges([.. Merges(1)]), Model(Tokens));

        // A step that compares every token with every other would not come to an end here.
        _folder.Merge("merge_method: linear\nbase_model: base\nmodels: [{model: base, parameters: {weight: 1}}, {model: a, parameters: {weight: 1}}]\ntokenizer: {}");

        Assert.Equal(Tokens, _folder.Rows().Length);
    }

    private static IEnumerable<(string Left, string Right)> Merges(int seed) => Enumerable.Range(0, Tokens).Select(i => ($"token{i}", $"token{i + seed}"));

    private static TinyModel Model(int rows) => TinyModel.Empty
        .WithConfigValue("model_type", "none")
        .With(TokenFolder.Embedding, DType.BF16, [rows, 2], [.. Enumerable.Range(0, rows * 2).Select(i => i % 128f)]);
}
