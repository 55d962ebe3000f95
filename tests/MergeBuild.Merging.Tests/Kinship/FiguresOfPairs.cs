using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Kinship;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Kinship;

public sealed class FiguresOfPairs : IDisposable
{
    private const string Recipe = "merge_method: ties\nbase_model: base\nmodels: [{model: one}, {model: two}]\nparameters: {weight: 1, density: 0.3}\n";
    private readonly MergeFolder _folder = new();

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.037)]
    [InlineData(1.0)]
    public void Are_those_of_a_plain_computation_in_double_precision(double top)
    {
        var random = new Random(5);
        var weights = new PlantedWeights(3, "base")
            .Make("one", "base", (_, i, _) => i % 3 == 0 ? 0 : random.Next(-64, 65) / 64f)
            .Make("two", "base", (_, i, _) => i % 5 == 0 ? 0 : random.Next(-16, 65) / 64f);
        weights.Write(_folder);
        var report = Run(Recipe, top);

        Assert.Equal("base", report.Base);
        Assert.Equal(weights.Tensors.Order(StringComparer.Ordinal), report.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        foreach (var tensor in report.Tensors)
        {
            var (first, second, pair) = weights.Define(tensor.Name, "one", "two", "base", top);
            Assert.Equal((first, second, pair), (tensor.Experts[0], tensor.Experts[1], tensor.Pairs[0]));
        }
    }

    [Fact]
    public void Tell_how_signs_conflict_and_where()
    {
        // Opposite in layer 0, the same in layer 1, at right angles in the embedding, where each changed another half.
        new PlantedWeights(3, "base")
            .Make("one", "base", (name, i, _) => name.Contains("embed", StringComparison.Ordinal) ? (i % 2) * 0.5f : 0.5f)
            .Make("two", "base", (name, i, _) => name.Contains("embed", StringComparison.Ordinal) ? ((i + 1) % 2) * 0.25f : name.Contains("layers.0", StringComparison.Ordinal) ? -1 : 1)
            .Write(_folder);
        var report = Run(Recipe);

        var (first, last) = (report.OfPair(0, tensor => tensor.Layer == 0), report.OfPair(0, tensor => tensor.Layer == 1));
        Assert.Equal((-1.0, 1.0, 1.0), (first.Cosine!.Value, first.SignConflict!.Value, first.Contested!.Value), new Near(1e-12));
        Assert.Equal((1.0, 0.0, 0.0), (last.Cosine!.Value, last.SignConflict!.Value, last.Contested!.Value), new Near(1e-12));
        var embedding = report.OfPair(0, tensor => tensor.Group == TensorGroup.Embedding);
        Assert.Equal((0.0, 2.0), (embedding.Cosine!.Value, embedding.NormRatio!.Value));
        Assert.Null(embedding.SignConflict);
        Assert.Equal(0.5, report.OfExpert(0, tensor => tensor.Group == TensorGroup.Embedding).Density);
        Assert.Equal([TensorGroup.Embedding, TensorGroup.Attention, TensorGroup.Mlp, TensorGroup.Norm], report.Groups);
    }

    [Fact]
    public void Do_not_depend_on_threads_or_on_the_order_of_experts()
    {
        var random = new Random(5);
        new PlantedWeights(3, "base")
            .Make("one", "base", (_, _, _) => (float)(random.NextDouble() - 0.5)).Make("two", "base", (_, _, _) => (float)(random.NextDouble() - 0.4)).Write(_folder);
        var expected = KinshipJson.Of(Run(Recipe)).ToJsonString();

        Assert.All([1, 2, 7], threads => Assert.Equal(expected, KinshipJson.Of(Run(Recipe, threads: threads)).ToJsonString()));
        var swapped = Run(Recipe.Replace("{model: one}, {model: two}", "{model: two}, {model: one}", StringComparison.Ordinal)).OfPair(0);
        Assert.Equal(1 / Run(Recipe).OfPair(0).NormRatio!.Value, swapped.NormRatio!.Value, 1e-12);
    }

    [Fact]
    public void Of_equal_parents_and_of_one_that_equals_the_base_suggest_to_leave_it_out()
    {
        new PlantedWeights(3, "base").Make("one", "base", (_, i, _) => i % 4 / 4f).Make("two", "base", (_, i, _) => i % 4 / 4f).Make("three", "base", (_, _, _) => 0).Write(_folder);
        var report = Run("merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: one}, {model: two}, {model: three}]\nparameters: {weight: 1}\n");

        Assert.Equal(1, report.OfPair(0).IdenticalShare);
        Assert.Equal((5, 5), (report.OfExpert(2).UnchangedTensors, report.OfExpert(2).Tensors));
        var suggestions = KinshipAdvice.Of(report).ToArray();
        Assert.Contains(suggestions, suggestion => suggestion.Text.StartsWith("'three' equals 'base' in every tensor", StringComparison.Ordinal));
        Assert.Contains(suggestions, suggestion => suggestion.Text.StartsWith("'one' and 'two' are equal in every tensor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1f, 1f, "pull in opposite directions")]
    [InlineData(1f, 1.125f, "learned much the same")]
    [InlineData(0.25f, 1f, "is 4.00 times as long as that of 'one'")]
    [InlineData(16f, 16f, "lies far from 'base'")]
    public void Suggest_what_planted_task_vectors_call_for(float one, float two, string expected)
    {
        new PlantedWeights(3, "base").Make("one", "base", (_, i, _) => one * ((i % 3) - 1) / 4).Make("two", "base", (_, i, _) => two * ((i % 3) - 1) / 4).Write(_folder);
        Assert.Contains(KinshipAdvice.Of(Run(Recipe)), suggestion => suggestion.Text.Contains(expected, StringComparison.Ordinal) && suggestion.Source.Length > 0);
    }

    [Fact]
    public void Of_recipes_without_a_base_are_those_of_weights()
    {
        new PlantedWeights(3, "one", "two").Write(_folder);
        var report = Run("merge_method: linear\nmodels: [{model: one}, {model: two}]\nparameters: {weight: 0.5}\n");

        Assert.Null(report.Base);
        Assert.NotNull(report.OfPair(0).WeightCosine);
        Assert.Null(report.OfPair(0).Cosine);
        Assert.Null((double?)KinshipJson.Of(report)["whole"]!["experts"]![0]!["density"]);
        Assert.Empty(KinshipAdvice.Of(report));
    }

    [Fact]
    public void Are_refused_for_mixed_architectures_quantised_tensors_and_overflow()
    {
        var weights = new PlantedWeights(3, "base").Make("one", "base", (_, _, _) => 1).Make("two", "base", (_, _, _) => 1);
        weights.Write(_folder).With("two", TinyModel.Empty.WithConfigValue("model_type", "other").With("model.norm.weight", DType.F32, [1], 1));
        Assert.Equal("MB2070", Code(Recipe));

        TinyModel Quantised() => TinyModel.Empty.WithConfigValue("model_type", "planted").WithBytes("w", DType.I8, [2], 1, 2);
        _folder.With("base", Quantised()).With("one", Quantised()).With("two", Quantised());
        Assert.Equal("MB4320", Code(Recipe));

        TinyModel Huge(float value) => TinyModel.Empty.WithConfigValue("model_type", "planted").With("w", DType.F32, [1], value);
        _folder.With("base", Huge(-3e38f)).With("one", Huge(3e38f)).With("two", Huge(0));
        Assert.Equal("MB4322", Code(Recipe));
    }

    [Fact]
    public void Are_not_taken_after_a_cancellation()
    {
        new PlantedWeights(3, "base", "one", "two").Write(_folder);
        Assert.ThrowsAny<OperationCanceledException>(() => KinshipAnalysis.Run(Read(Recipe), new KinshipOptions { Cancellation = new CancellationToken(canceled: true) }));
    }

    public void Dispose() => _folder.Dispose();

    private KinshipReport Run(string recipe, double top = 0.2, int threads = 3) => KinshipAnalysis.Run(Read(recipe), new KinshipOptions { TopShare = top, Threads = threads });

    private string Code(string recipe) => Assert.Throws<MergeBuildException>(() => Run(recipe)).Diagnostics[0].Code;

    private Recipe Read(string yaml) => _folder.Recipe(yaml);

    private sealed class Near(double tolerance) : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) x, (double, double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) <= tolerance && Math.Abs(x.Item2 - y.Item2) <= tolerance && Math.Abs(x.Item3 - y.Item3) <= tolerance;

        public int GetHashCode((double, double, double) value) => 0;
    }
}
