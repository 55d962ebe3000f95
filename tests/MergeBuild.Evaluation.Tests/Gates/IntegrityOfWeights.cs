using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Gates.Integrity;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Evaluation.Tests.Gates;

/// <summary>Models that are wrong in one way each, and the trained ones, which are not.</summary>
public sealed class IntegrityOfWeights : IDisposable
{
    private const string Tensor = "model.layers.1.mlp.up_proj.weight";

    private readonly TemporaryFolder _folder = new();

    private static TinyModel Base { get; } = TinyLlama.Of(layers: 3, seed: 1);

    private static TinyModel Math { get; } = Trained(Base, 2);

    private static TinyModel Strings { get; } = Trained(Base, 3);

    [Fact]
    public void A_merge_of_relatives_has_nothing_to_report() => Assert.Empty(Check(Math, Base, Math, Strings));

    [Fact]
    public void The_trained_models_of_the_sample_are_relatives()
    {
        ModelDirectory Parent(string name) => ModelDirectory.Open(Repository.Path($"samples/tiny-assistant/parents/{name}"));
        var profile = IntegrityAnalysis.Profile(
            Parent("math"), ("base", Parent("base")), [.. new[] { "math", "strings", "facts" }.Select(name => (name, Parent(name)))],
            cancellation: TestContext.Current.CancellationToken);
        foreach (var name in new[] { "math", "strings", "facts" })
        {
            var kinship = Kinship.Of(profile, name);
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: cosine {kinship.Cosine:F3}, distance {kinship.Distance:F3}, median {kinship.MedianCosine:F3}, " +
                $"least {kinship.Matrices.Min(matrix => matrix.Tensor.Cosine(matrix.Figures)):F3}");
        }

        Assert.Empty(IntegrityRules.Check(profile));
    }

    [Fact]
    public void A_tensor_of_zeros_fails() => One("MB4241", Check(Filled(0), Base, Math, Strings), $"'{Tensor}'");

    [Fact]
    public void A_tensor_of_one_value_fails() => One("MB4242", Check(Filled(0.5f), Base, Math, Strings), $"'{Tensor}'", "is 0.5 throughout");

    [Fact]
    public void Values_that_are_not_finite_fail_with_their_number() => One(
        "MB4240", Check(Math.With(Tensor, DType.F32, [4, 4], [.. Values(Math).Select((value, i) => i is 3 or 7 ? float.NaN : value)]), Base, Math, Strings), $"'{Tensor}'", "2 values");

    [Theory]
    [InlineData(3, "MB4243")]
    [InlineData(0.2f, "MB4243")]
    [InlineData(30, "MB4244")]
    public void A_tensor_far_larger_or_smaller_than_its_parents_is_reported(float factor, string code) =>
        One(code, Check(Changed(Math, value => factor * value), Base, Math, Strings), $"'{Tensor}'");

    [Fact]
    public void A_single_weight_that_grew_is_reported()
    {
        // Among 4096 values that are all about as large, one of 5 does not change the norm much.
        var values = Enumerable.Range(0, 4096).Select(i => i % 2 == 0 ? 1f : -1f).ToArray();
        TinyModel With(float first) => TinyModel.Empty.With("w.weight", DType.F32, [64, 64], [first, .. values[1..]]);
        One("MB4245", Check(With(5), With(1), With(1.01f)), "'w.weight'", "is 5;");
    }

    [Fact]
    public void A_parent_of_another_base_is_not_a_relative() =>
        One("MB4250", Check(Math, Base, Math, TinyLlama.Of(layers: 3, seed: 77)), "'parent1' is not a relative of 'base'");

    [Fact]
    public void A_parent_that_went_far_is_reported() => One("MB4251", Check(Math, Base, Math, Trained(Base, 3, amount: 1f)), "'parent1' is far from 'base'");

    [Fact]
    public void Swapped_layers_are_found_with_the_layer_that_they_are()
    {
        // Of many layers, so that most of the parent still is what it should be.
        var deep = TinyLlama.Of(layers: 8, seed: 4);
        var trained = Trained(deep, 5);
        var names = trained.Tensors.Keys.Where(name => name.StartsWith("model.layers.", StringComparison.Ordinal)).ToArray();
        TinyModel Take(TinyModel to, string name) => to.WithBytes(name, DType.F32, [.. trained.Tensors[name].Description.Shape], [.. trained.Tensors[Swapped(name)].Bytes]);
        var diagnostics = Check(deep, deep, deep, names.Aggregate(trained, Take));
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Equal("MB4252", diagnostic.Code));
        Assert.Contains(diagnostics, diagnostic => diagnostic.Message.Contains($"'{Tensor}'", StringComparison.Ordinal) &&
            diagnostic.Message.Contains($"it is nearest to '{Swapped(Tensor)}'", StringComparison.Ordinal));

        static string Swapped(string name) => name.Contains("layers.1.", StringComparison.Ordinal)
            ? name.Replace("layers.1.", "layers.2.", StringComparison.Ordinal) : name.Replace("layers.2.", "layers.1.", StringComparison.Ordinal);
    }

    [Fact]
    public void Task_vectors_that_undo_each_other_are_reported()
    {
        var start = Values(Base);
        var undone = Strings.With(Tensor, DType.F32, [4, 4], [.. Values(Math).Select((value, i) => start[i] - (value - start[i]))]);
        One("MB4253", Check(Base, Base, Math, undone), "'parent0' and 'parent1'", $"'{Tensor}'", "cosine is -1");
    }

    [Fact]
    public void Figures_do_not_depend_on_the_number_of_threads()
    {
        var profiles = new[] { 1, 5 }.Select(threads => Profile(Math, Base, [Math, Strings], threads)).ToArray();
        Assert.Equal(profiles[0].Tensors.Select(Text), profiles[1].Tensors.Select(Text));

        static string Text(TensorProfile tensor) => string.Join(' ', [tensor.ToString(), .. tensor.Parents, .. tensor.TaskVectorProducts.Select(product => $"{product:R}")]);
    }

    [Fact]
    public void Figures_are_those_of_the_definition()
    {
        var profile = Profile(
            TinyModel.Empty.With("w", DType.F32, [2], 1, 2), TinyModel.Empty.With("w", DType.F32, [2], 3, 4),
            [TinyModel.Empty.With("w", DType.F32, [2], 3, 6), TinyModel.Empty.With("w", DType.BF16, [2], 4, 4)]).Tensors[0];
        Assert.Equal(new TensorFigures(2, 0, 1, 2, 5), profile.Merged);
        Assert.Equal(33 / (5 * System.Math.Sqrt(45)), profile.Cosine(profile.Parents[0])!.Value, 1e-12);
        Assert.Equal(2.0 / 5, profile.Distance(profile.Parents[0])!.Value, 1e-12);
        Assert.Equal(0, Assert.Single(profile.TaskVectorCosines()).Cosine);
    }

    [Fact]
    public void Sums_are_those_of_float64_whatever_the_length()
    {
        var random = new Random(1);
        foreach (var length in new[] { 0, 1, 7, 8, 9, 100, 1001 })
        {
            var (first, second) = (TinyLlama.Numbers(random, length), TinyLlama.Numbers(random, length));
            Assert.Equal(first.Zip(second).Sum(pair => (double)pair.First * pair.Second), ProfileSums.Product(first, second), 1e-12);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static TinyModel Filled(float filling) => Changed(Math, _ => filling);

    private static TinyModel Changed(TinyModel model, Func<float, float> change) => model.With(Tensor, DType.F32, [4, 4], [.. Values(model).Select(change)]);

    private static float[] Values(TinyModel model) => Values(model.Tensors[Tensor]);

    private static float[] Values(TinyTensor tensor) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.Bytes.AsSpan()).ToArray();

    private static TinyModel Trained(TinyModel start, int seed, float amount = 0.1f)
    {
        var random = new Random(seed);
        return start.Tensors.Values.Aggregate(start, (model, tensor) => model.With(
            tensor.Name, DType.F32, [.. tensor.Description.Shape], [.. Values(tensor).Zip(TinyLlama.Numbers(random, Values(tensor).Length), (value, change) => value + (amount * change))]));
    }

    private static void One(string code, IEnumerable<Diagnostic> diagnostics, params string[] named)
    {
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.All(named, name => Assert.Contains(name, diagnostic.Message, StringComparison.Ordinal));
    }

    private ImmutableArray<Diagnostic> Check(TinyModel merged, TinyModel start, params TinyModel[] parents) => [.. IntegrityRules.Check(Profile(merged, start, parents))];

    private IntegrityProfile Profile(TinyModel merged, TinyModel start, TinyModel[] parents, int threads = 2) => IntegrityAnalysis.Profile(
        Open("merged", merged), ("base", Open("base", start)), [.. parents.Select((parent, i) => ($"parent{i}", Open($"parent{i}", parent)))],
        threads: threads, cancellation: TestContext.Current.CancellationToken);

    private ModelDirectory Open(string name, TinyModel model) => ModelDirectory.Open(model.WriteTo(_folder[name]));
}
