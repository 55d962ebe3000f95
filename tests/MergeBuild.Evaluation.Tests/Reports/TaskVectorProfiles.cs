using MergeBuild.Evaluation.Gates.Integrity;
using MergeBuild.Evaluation.Reports;

namespace MergeBuild.Evaluation.Tests.Reports;

/// <summary>Layers against sums over vectors that are written out.</summary>
public sealed class TaskVectorProfiles
{
    private static readonly double[] Base = [3, 4, 0, 0], Math = [3, 4, 5, 0], Strings = [3, 4, -5, 5];

    [Fact]
    public void Join_the_tensors_of_a_layer()
    {
        var profile = TaskVectorProfile.Of(new IntegrityProfile("base", HasBase: true,
        [
            Tensor("lm_head.weight"), Tensor("model.embed_tokens.weight"), Tensor("model.layers.0.up.weight"), Tensor("model.layers.0.down.weight"), Tensor("model.layers.10.up.weight"),
            Tensor("model.layers.2.up.weight"),
        ]));
        Assert.Equal(["model.embed_tokens", "model.layers.0", "model.layers.2", "model.layers.10", "lm_head"], profile.Layers.Select(layer => layer.Name));
        Assert.Equal(new int?[] { null, 0, 2, 10, null }, profile.Layers.Select(layer => layer.Number));
        Assert.Equal(["math", "strings"], profile.Parents);
        Assert.All(profile.Layers, layer =>
        {
            Assert.Equal([5.0 / 5, System.Math.Sqrt(50) / 5], layer.Distances.Select(distance => distance!.Value), Close);
            Assert.Equal([25 / (5 * System.Math.Sqrt(50)), 25 / (5 * System.Math.Sqrt(75))], layer.Cosines.Select(cosine => cosine!.Value), Close);
            Assert.Equal(-25 / (5 * System.Math.Sqrt(50)), Assert.Single(layer.PairCosines)!.Value, 1e-12);
        });
    }

    [Fact]
    public void Leave_out_what_is_not_defined()
    {
        var same = Tensor("model.layers.0.up.weight") with { Parents = [Figures("math", Base), Figures("strings", Strings)], TaskVectorProducts = [0] };
        var layer = Assert.Single(TaskVectorProfile.Of(new IntegrityProfile("base", HasBase: true, [same])).Layers);
        Assert.Equal(0, layer.Distances[0]);
        Assert.Null(layer.PairCosines[0]);
    }

    private static bool Close(double first, double second) => System.Math.Abs(first - second) < 1e-12;

    private static TensorProfile Tensor(string name) => new()
    {
        Name = name, IsMatrix = true, Merged = Sums(Base), Reference = Sums(Base), Parents = [Figures("math", Math), Figures("strings", Strings)],
        TaskVectorProducts = [Math.Zip(Strings).Zip(Base).Sum(value => (value.First.First - value.Second) * (value.First.Second - value.Second))],
    };

    private static ParentFigures Figures(string parent, double[] values) =>
        new(parent, Sums(values), values.Zip(Base).Sum(pair => pair.First * pair.Second), values.Zip(Base).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));

    private static TensorFigures Sums(double[] values) => new(values.Length, 0, values.Min(), values.Max(), values.Sum(value => value * value));
}
