using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>One method on one float32 tensor: the base, the experts, the parameters; and what comes out.</summary>
internal sealed record MethodRun(string Method, long[] Shape, float[] Base, float[][] Experts)
{
    /// <summary>Parameters of the whole merge.</summary>
    public Dictionary<string, double> Parameters { get; init; } = [];

    /// <summary>Parameters of each expert.</summary>
    public Dictionary<string, double[]> OfExperts { get; init; } = [];

    public MergeMethod Definition => MergeMethods.All[Method];

    /// <summary>A parameter's value, its default if it is not set.</summary>
    public double this[string name] =>
        Parameters.TryGetValue(name, out var value) ? value : Find(name).Default ?? double.NaN;

    /// <summary>A parameter's value for an expert.</summary>
    public double Of(string name, int expert) =>
        OfExperts.TryGetValue(name, out var values) ? values[expert] : Find(name).Default ?? double.NaN;

    /// <summary>A run on random tensors, the experts near the base as fine-tunes are.</summary>
    public static MethodRun Random(string method, int expertCount, int seed, params long[] shape)
    {
        var random = new Random(seed);
        var count = (int)shape.Aggregate(1L, (product, dimension) => product * dimension);
        var start = Numbers(random, count, 1);
        var experts = Enumerable.Range(0, expertCount)
            .Select(_ => start.Zip(Numbers(random, count, 0.1)).Select(pair => pair.First + pair.Second).ToArray())
            .ToArray();
        return new MethodRun(method, shape, start, experts);
    }

    public float[] Merge(MergeEngineOptions? options = null) => MemoryMarshal.Cast<byte, float>(MergeBytes(options)).ToArray();

    public byte[] MergeBytes(MergeEngineOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        var sink = new TensorBytes();
        MergeEngine.Run(Plan(folder), sink, options ?? new MergeEngineOptions { Threads = 1 }, null, TestContext.Current.CancellationToken);
        return sink.Bytes;
    }

    public MergePlan Plan(TemporaryFolder folder)
    {
        var hasBase = Definition.Base != BaseRole.None;
        var contents = hasBase ? Experts.Append(Base).ToArray() : Experts;

        // Names in descending order: a method whose experts have roles must take them as listed, not sorted.
        var names = contents.Select((_, i) => $"model{contents.Length - i}");
        var models = names.Select(name => new RecipeModel(name, folder[name], null)).ToImmutableArray();
        for (var i = 0; i < contents.Length; i++)
        {
            TinyModel.Empty.WithConfigValue("model_type", "none").With("tensor", DType.F32, Shape, contents[i]).WriteTo(models[i].Path);
        }

        return MergePlanner.Plan(new Recipe
        {
            Method = new Located<string>(Method, null),
            Models = models,
            BaseModel = hasBase ? Experts.Length : null,
            Slices =
            [
                new RecipeSlice(
                    [
                        .. Experts.Select((_, i) => new RecipeSource(
                            i, null, Set(OfExperts.Select(pair => (pair.Key, pair.Value[i]))), null)),
                    ],
                    ParameterSet.Empty),
            ],
            Parameters = Set(Parameters.Select(pair => (pair.Key, pair.Value))),
        });
    }

    private ParameterDefinition Find(string name) => Definition.Parameters.Single(parameter => parameter.Name == name);

    private static ParameterSet Set(IEnumerable<(string Name, double Value)> values) => new(
        [
            .. values.Select(pair => new ParameterAssignment(pair.Name, new ParameterValue(
                [new ParameterCondition(null, [pair.Value.ToString("R", CultureInfo.InvariantCulture)], null)]), null)),
        ]);

    private static float[] Numbers(Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() + random.NextDouble() - random.NextDouble() - random.NextDouble()) * scale))];

    private sealed class TensorBytes : IResultSink
    {
        private readonly Lock _lock = new();

        public byte[] Bytes { get; private set; } = [];

        public void Write(TensorPlan tensor, long offset, ReadOnlySpan<byte> bytes)
        {
            lock (_lock)
            {
                Bytes = Bytes.Length == 0 ? new byte[tensor.Result.ByteLength] : Bytes;
                bytes.CopyTo(Bytes.AsSpan((int)offset));
            }
        }
    }
}
