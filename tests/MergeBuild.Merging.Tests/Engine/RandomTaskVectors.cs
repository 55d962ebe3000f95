using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Engine;

public sealed class RandomTaskVectors : IDisposable
{
    private const int Size = 100_000;
    private readonly MergeFolder _folder = new();
    private readonly float[] _deltas = TinyLlama.Numbers(new Random(8), Size);

    public RandomTaskVectors()
    {
        var model = TinyModel.Empty.WithConfigValue("model_type", "none");
        _folder.With("base", model.With("weight", DType.F32, [Size], new float[Size])).With("a", model.With("weight", DType.F32, [Size], _deltas));
    }

    [Fact]
    public void Division_by_the_density_keeps_the_expectation()
    {
        var merged = Merge("density: 0.25", "{}");
        Assert.All(merged.Zip(_deltas), pair => Assert.True(pair.First == 0 || pair.First == pair.Second * 4));

        // The deviation of the mean of n draws, each δ/p with probability p, six times.
        var deviation = Math.Sqrt(_deltas.Sum(delta => (double)delta * delta) * ((1 / 0.25) - 1)) / Size;
        Assert.InRange(merged.Average(number => (double)number) - _deltas.Average(number => (double)number), -6 * deviation, 6 * deviation);
    }

    [Fact]
    public void The_l1_rule_keeps_the_sum_of_magnitudes() => Assert.Equal(
        _deltas.Sum(delta => Math.Abs((double)delta)),
        Merge("density: 0.25", "{rescale_rule: l1}").Sum(number => Math.Abs((double)number)), 1e-6 * Size);

    [Fact]
    public void Without_rescaling_elements_stay_what_they_are() => Assert.All(
        Merge("density: 0.25", "{rescale: false}").Zip(_deltas), pair => Assert.True(pair.First == 0 || pair.First == pair.Second));

    [Fact]
    public void Density_0_gives_the_base_and_1_everything()
    {
        Assert.All(Merge("density: 0", "{}"), number => Assert.Equal(0, number));
        Assert.Equal(_deltas, Merge("density: 1", "{}"));
    }

    [Fact]
    public void The_seed_decides_what_is_dropped()
    {
        Assert.Equal(Merge("density: 0.5", "{}", seed: 1), Merge("density: 0.5", "{}", seed: 1));
        Assert.NotEqual(Merge("density: 0.5", "{}", seed: 1), Merge("density: 0.5", "{}", seed: 2));
    }

    [Fact]
    public void A_parent_that_is_listed_twice_drops_twice()
    {
        var recipe = """
            merge_method: dare_linear
            base_model: base
            models:
              - {model: a, parameters: {weight: 1, density: 0.5}}
              - {model: a, parameters: {weight: 1, density: 0.5}}
            parameters: {rescale: false}
            """;
        var factors = _folder.Merge(recipe, "weight").Zip(_deltas, (number, delta) => number / delta).Where(float.IsFinite);
        Assert.Equal([0, 1, 2], factors.Distinct().Order());
    }

    public void Dispose() => _folder.Dispose();

    private float[] Merge(string density, string globals, ulong seed = 0) => _folder.Merge(
        $"merge_method: dare_linear\nbase_model: base\nmodels: [{{model: a, parameters: {{weight: 1, {density}}}}}]\nparameters: {globals}\n",
        "weight", seed);
}
