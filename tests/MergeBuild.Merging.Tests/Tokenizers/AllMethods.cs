using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Output;
using MergeBuild.Merging.Planning;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Tokenizers;

public sealed class AllMethods : IDisposable
{
    private const int Tokens = 700;
    private const int Width = 96;

    private static readonly string[] Names = [.. Enumerable.Range(0, Tokens).Select(id => $"t{id}")];
    private readonly TokenFolder _ordered = new();
    private readonly TokenFolder _shuffled = new();

    public static TheoryData<string> All => [.. MergeMethods.All.Keys];

    public void Dispose()
    {
        _ordered.Dispose();
        _shuffled.Dispose();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void See_rows_in_the_results_order(string method)
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2), ("c", 3) })
        {
            var values = TinyNumbers(seed);
            var order = Enumerable.Range(0, Tokens).ToArray();
            _ordered.With(name, TinyTokenizer.Of(Names), Model(order, values));
            if (seed > 0)
            {
                new Random(seed).Shuffle(order);
            }

            _shuffled.With(name, TinyTokenizer.Of([.. order.Select(id => Names[id])]), Model(order, values));
        }

        var recipe = Recipe(MergeMethods.All[method]);
        var expected = Merge(_ordered.Plan(recipe), threads: 1, block: 1 << 20);

        Assert.True(expected.AsSpan().SequenceEqual(Merge(_shuffled.Plan(recipe + "\ntokenizer: {source: base}"), threads: 3, block: 1)));
    }

    [Fact]
    public void Give_the_same_bytes_on_any_threads_in_any_blocks()
    {
        foreach (var (name, tokens) in new[] { ("base", Names[..650]), ("a", [.. Names.Reverse()]), ("b", [.. Names[300..], "own"]) })
        {
            _shuffled.With(name, TinyTokenizer.Of(tokens), Model([.. Enumerable.Range(0, tokens.Length).Select(row => row % Tokens)], TinyNumbers(name.Length + tokens.Length)));
        }

        var plan = _shuffled.Plan(Recipe(MergeMethods.All["ties"]) + "\ntokenizer: {source: union, pad_to_multiple_of: 128, tokens: {t305: {source: b, force: true}}}");
        var expected = Merge(plan, threads: 1, block: 1 << 20);

        Assert.Equal(768 * Width * sizeof(float), expected.Length);
        Assert.True(expected.AsSpan().SequenceEqual(Merge(plan, threads: 3, block: 1)));
        Assert.True(expected.AsSpan().SequenceEqual(Merge(plan, threads: 2, block: 32_768)));
    }

    private static float[][] TinyNumbers(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Tokens).Select(_ => Enumerable.Range(0, Width).Select(_ => (random.NextSingle() * 2) - 1).ToArray())];
    }

    private static TinyModel Model(int[] order, float[][] rows) => TinyModel.Empty
        .WithConfigValue("model_type", "none")
        .With(TokenFolder.Embedding, DType.F32, [order.Length, Width], [.. order.SelectMany(id => rows[id])]);

    private static string Recipe(MergeMethod method)
    {
        var experts = Math.Clamp(2, method.MinimumExperts, method.MaximumExperts);
        var own = string.Join(", ", method.Parameters.Where(parameter => parameter is { IsPerExpert: true, IsRequired: true }).Select(parameter => $"{parameter.Name}: 0.4"));
        var global = string.Join(", ", method.Parameters.Where(parameter => parameter is { IsPerExpert: false, IsRequired: true }).Select(parameter => $"{parameter.Name}: 0.3"));
        var models = string.Join(", ", new[] { "a", "b", "c" }.Take(experts).Select(name => $"{{model: {name}, parameters: {{{own}}}}}"));
        return $"merge_method: {method.Name}\nbase_model: base\nmodels: [{models}]\nparameters: {{{global}}}";
    }

    private static byte[] Merge(MergePlan plan, int threads, int block)
    {
        var sink = new Sink(plan.Tensors.Single().Result.ByteLength);
        MergeEngine.Run(plan, sink, new MergeEngineOptions { Threads = threads, BlockLength = block }, null, TestContext.Current.CancellationToken);
        return sink.Bytes;
    }

    private sealed class Sink(long length) : IResultSink
    {
        public byte[] Bytes { get; } = new byte[length];

        public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Bytes.AsSpan((int)offset));
    }
}
