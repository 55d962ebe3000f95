using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Adapters;

public sealed class AdaptersInMerges : IDisposable
{
    private const string Name = "x.proj.weight";

    private readonly AdapterFolder _folder = new();
    private readonly float[] _weight = Reference.Random(1, 30);
    private readonly double[] _first;
    private readonly double[] _second;

    public AdaptersInMerges()
    {
        _folder.Write("base", AdapterFolder.Model.With(Name, DType.F32, [5, 6], _weight));
        _first = Adapter("first", """{"r": 2, "lora_alpha": 4}""", 2, 2, 10);
        _second = Adapter("second", """{"r": 4, "lora_alpha": 4, "use_rslora": true}""", 4, 2, 20);
        Adapter("zero", """{"r": 2, "lora_alpha": 4}""", 2, 0, 30);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Linear_averages_adapters_of_different_ranks_and_scalings_without_cross_terms()
    {
        var result = AdapterFolder.Numbers(_folder.Recipe("linear", null, ("base", "first", "weight=0.75"), ("base", "second", "weight=0.25")));

        Reference.AssertClose([.. _first.Zip(_second, (first, second) => (0.75 * first) + (0.25 * second))], result[Name]);
    }

    [Theory]
    [InlineData("task_arithmetic", "weight=1")]
    [InlineData("ties", "weight=1 density=1")]
    [InlineData("dare_linear", "weight=1 density=1")]
    [InlineData("dare_ties", "weight=1 density=1")]
    [InlineData("della_linear", "weight=1 density=1 epsilon=0")]
    [InlineData("breadcrumbs", "weight=1 density=1 gamma=0")]
    public void One_adapter_of_weight_one_is_reproduced_alone_and_beside_a_zero_adapter(string method, string parameters)
    {
        var alone = AdapterFolder.Numbers(_folder.Recipe(method, "base", ("base", "first", parameters)));
        var beside = AdapterFolder.Numbers(_folder.Recipe(method, "base", ("base", "first", parameters), ("base", "zero", parameters)));

        Reference.AssertClose(_first, alone[Name], 1e-5);
        Reference.AssertClose(_first, beside[Name], 1e-5);
    }

    [Fact]
    public void Ties_with_the_base_elects_signs_of_the_full_updates()
    {
        var result = AdapterFolder.Numbers(_folder.Recipe("ties", "base", ("base", "first", "weight=1 density=1"), ("base", "second", "weight=1 density=1")));

        Reference.AssertClose([.. _weight.Select((weight, i) =>
        {
            var (first, second) = (_first[i] - weight, _second[i] - weight);
            var sign = Math.Sign(first + second);
            double[] agreeing = [.. new[] { first, second }.Where(delta => Math.Sign(delta) == sign)];
            return weight + agreeing.Average();
        })], result[Name], 1e-5);
    }

    [Fact]
    public void An_adapter_may_be_listed_twice_and_have_a_negative_weight_or_none()
    {
        var result = AdapterFolder.Numbers(_folder.Recipe("task_arithmetic", "base",
            ("base", "first", "weight=0.75"), ("base", "first", "weight=-0.25"), ("base", "second", "weight=0")));

        Reference.AssertClose([.. _first.Zip(_weight, (first, weight) => weight + (0.5 * (first - weight)))], result[Name]);
    }

    [Fact]
    public void Only_the_parent_that_has_an_adapter_is_changed()
    {
        var result = AdapterFolder.Numbers(_folder.Recipe("linear", null, ("base", "first", "weight=1"), ("base", null, "weight=1")));

        Reference.AssertClose([.. _first.Zip(_weight, (first, weight) => (first + weight) / 2)], result[Name]);
    }

    private double[] Adapter(string name, string settings, int rank, double scaling, int seed)
    {
        var (a, b) = (Reference.Random(seed, rank * 6), scaling == 0 ? new float[5 * rank] : Reference.Random(seed + 1, 5 * rank));
        _folder.WriteAdapter(name, settings, TinyModel.Empty
            .With("x.proj.lora_A.weight", DType.F32, [rank, 6], a).With("x.proj.lora_B.weight", DType.F32, [5, rank], b));
        return Reference.Adapted(_weight, b, a, rank, scaling);
    }
}
