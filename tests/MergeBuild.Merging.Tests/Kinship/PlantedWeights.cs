using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Kinship;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Kinship;

/// <summary>A base and experts whose task vectors are multiples of 1/64 up to 1, so that every difference and every product is exact.</summary>
internal sealed class PlantedWeights
{
    private readonly Dictionary<string, Dictionary<string, float[]>> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _shapes = new(StringComparer.Ordinal)
    {
        ["model.embed_tokens.weight"] = [700, 100],
        ["model.layers.0.self_attn.q_proj.weight"] = [40, 40],
        ["model.layers.0.mlp.up_proj.weight"] = [80, 40],
        ["model.layers.1.mlp.up_proj.weight"] = [80, 40],
        ["model.norm.weight"] = [40],
    };

    public PlantedWeights(int seed, params string[] models)
    {
        var random = new Random(seed);
        foreach (var name in models)
        {
            _models[name] = _shapes.ToDictionary(shape => shape.Key, shape => Numbers(random, shape.Value), StringComparer.Ordinal);
        }
    }

    public IEnumerable<string> Tensors => _shapes.Keys;

    public float[] this[string model, string tensor] => _models[model][tensor];

    /// <summary>Makes a model of another one: its weights with a task vector, element by element.</summary>
    public PlantedWeights Make(string model, string from, Func<string, int, float, float> task)
    {
        _models[model] = _models[from].ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Select((value, i) => value + task(tensor.Key, i, value)).ToArray(), StringComparer.Ordinal);
        return this;
    }

    public MergeFolder Write(MergeFolder folder)
    {
        foreach (var (name, tensors) in _models)
        {
            folder.With(name, tensors.Aggregate(TinyModel.Empty.WithConfigValue("model_type", "planted"), (model, tensor) => model.With(tensor.Key, DType.F32, _shapes[tensor.Key], tensor.Value)));
        }

        return folder;
    }

    /// <summary>The figures of a tensor by their definitions, in double precision.</summary>
    public (ExpertSums First, ExpertSums Second, PairSums Pair) Define(string tensor, string first, string second, string baseModel, double top)
    {
        double[] x = [.. this[first, tensor].Select(value => (double)value)];
        double[] y = [.. this[second, tensor].Select(value => (double)value)];
        double[] b = [.. this[baseModel, tensor].Select(value => (double)value)];
        double[] d = [.. x.Zip(b, (value, start) => value - start)];
        double[] e = [.. y.Zip(b, (value, start) => value - start)];
        bool[] tops = Top(d, top);
        bool[] others = Top(e, top);
        var both = Enumerable.Range(0, x.Length).Where(i => d[i] != 0 && e[i] != 0).ToArray();
        var largest = Enumerable.Range(0, x.Length).Where(i => tops[i] && others[i]).ToArray();
        return (Expert(x, b, d), Expert(y, b, e), new PairSums
        {
            Tensors = 1,
            IdenticalTensors = x.SequenceEqual(y) ? 1 : 0,
            FirstSquares = Dot(x, x), SecondSquares = Dot(y, y), Product = Dot(x, y),
            FirstDeltaSquares = Dot(d, d), SecondDeltaSquares = Dot(e, e), DeltaProduct = Dot(d, e),
            Both = both.Length, Conflicts = both.Count(i => d[i] * e[i] < 0),
            FirstTop = tops.Count(isTop => isTop), SecondTop = others.Count(isTop => isTop),
            TopBoth = largest.Length, TopConflicts = largest.Count(i => d[i] * e[i] < 0),
        });
    }

    private static ExpertSums Expert(double[] x, double[] b, double[] d)
    {
        var changed = d.Count(value => value != 0);
        return new ExpertSums(x.Length, 1, changed == 0 ? 1 : 0, Dot(x, x), Dot(b, b), Dot(x, b), Dot(d, d), changed);
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    // Magnitudes cut to 7 bits behind the first: the share is met with all of the last step.
    private static bool[] Top(double[] values, double share)
    {
        double Step(double value) => value == 0 ? 0 : Math.Floor(Math.Abs(value) / Unit(value)) * Unit(value);
        static double Unit(double value) => Math.Pow(2, Math.Floor(Math.Log2(Math.Abs(value))) - 7);
        var steps = values.Select(Step).ToArray();
        var wanted = (int)Math.Ceiling(share * values.Length);
        var limit = steps.OrderDescending().ElementAt(wanted - 1);
        return [.. steps.Select(step => step > 0 && step >= limit)];
    }

    private static float[] Numbers(Random random, long[] shape) =>
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (count, dimension) => count * dimension)).Select(_ => random.Next(-64, 65) / 64f)];
}
