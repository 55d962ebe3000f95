using System.Diagnostics;
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
    public void Are_united_in_seconds()
    {
        var tokens = Enumerable.Range(0, Tokens).Select(id => $"token{id}").ToArray();
        _folder.With("base", TinyTokenizer.Of(tokens[..^1000]).WithMerges([.. Merges(0)]), Model(Tokens - 1000));
        new Random(1).Shuffle(tokens);
        _folder.With("a", TinyTokenizer.Of(tokens).WithMerges([.. Merges(1)]), Model(Tokens));

        // The processor's time, since other programs may be using the machine.
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        _folder.Merge("merge_method: linear\nbase_model: base\nmodels: [{model: base, parameters: {weight: 1}}, {model: a, parameters: {weight: 1}}]\ntokenizer: {}");

        Assert.Equal(Tokens, _folder.Rows().Length);
        Assert.True(Process.GetCurrentProcess().TotalProcessorTime - before < TimeSpan.FromSeconds(20));
    }

    private static IEnumerable<(string Left, string Right)> Merges(int seed) => Enumerable.Range(0, Tokens).Select(i => ($"token{i}", $"token{i + seed}"));

    private static TinyModel Model(int rows) => TinyModel.Empty
        .WithConfigValue("model_type", "none")
        .With(TokenFolder.Embedding, DType.BF16, [rows, 2], [.. Enumerable.Range(0, rows * 2).Select(i => i % 128f)]);
}
