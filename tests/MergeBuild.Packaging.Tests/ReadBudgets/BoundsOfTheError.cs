using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Packaging.Tests.ReadBudgets;

public sealed class BoundsOfTheError : IDisposable
{
    // The two merges round their float32 sums apart; each by less than this of an element's size.
    private const double Rounding = 1e-6;

    private readonly BudgetFolder _folder = new();

    [Theory]
    [InlineData(0.25, "")]
    [InlineData(0.4, "")]
    [InlineData(0.6, "")]
    [InlineData(0.9, "")]
    [InlineData(0.5, ", normalize: true")]
    public void Hold_for_every_tensor_and_for_all_of_them(double share, string normalize)
    {
        var yaml = BudgetFolder.TaskArithmetic.Replace("lambda: 0.8", "lambda: 0.8" + normalize, StringComparison.Ordinal);
        _folder.Analyze(yaml);
        _folder.Build(null, yaml, "full");
        var result = _folder.Build((long)(share * _folder.AllBytes), yaml);
        var (full, weights) = (_folder.Weights("full"), _folder.Weights("output"));
        var approximation = _folder.Manifest()["approximation"]!;
        var bounds = approximation["tensors"]!.AsArray().ToDictionary(tensor => (string)tensor!["name"]!, tensor => (double)tensor!["bound"]!);
        var total = 0.0;
        foreach (var (name, expected) in full)
        {
            var error = expected.Zip(weights[name]).Sum(pair => Square((double)pair.First - pair.Second));
            var rounding = Rounding * Math.Sqrt(expected.Sum(element => Square(element)));
            Assert.InRange(Math.Sqrt(error), 0, bounds.GetValueOrDefault(name) + rounding);
            total += error;
        }

        Assert.InRange(Math.Sqrt(total), 1e-3, (double)approximation["bound"]! + (Rounding * Math.Sqrt(full.Values.Sum(all => all.Sum(element => Square(element))))));
        Assert.InRange((double)approximation["bound"]!, 0, (double)approximation["boundOfAll"]!);
        Assert.Equal("MB3050", Assert.Single(result.Warnings).Code);
    }

    [Fact]
    public void Are_reached_where_experts_that_are_left_out_point_the_same_way()
    {
        const string Yaml = "merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: a, parameters: {weight: 0.5}}, {model: b, parameters: {weight: 0.25}}]\n";
        _folder.Analyze(Yaml);
        _folder.Build(null, Yaml, "full");
        _folder.Build(_folder.BytesOf("base"), Yaml);
        var (full, weights) = (_folder.Weights("full"), _folder.Weights("output"));
        var error = Math.Sqrt(full.Sum(tensor => tensor.Value.Zip(weights[tensor.Key]).Sum(pair => Square((double)pair.First - pair.Second))));

        Assert.Equal(1, error / (double)_folder.Manifest()["approximation"]!["bound"]!, 1e-5);
    }

    [Fact]
    public void Fall_as_the_budget_grows()
    {
        _folder.Analyze();
        var bounds = new List<double>();
        for (var budget = _folder.BytesOf("base"); budget < _folder.AllBytes; budget += 500_000)
        {
            _folder.Build(budget);
            bounds.Add((double)_folder.Manifest()["approximation"]!["bound"]!);
        }

        Assert.Equal(bounds.OrderDescending(), bounds);
        Assert.Equal((double)_folder.Manifest()["approximation"]!["boundOfAll"]!, bounds[0]);
    }

    [Fact]
    public void Leave_out_the_blocks_that_add_least_for_their_bytes()
    {
        const string Yaml = "merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: a, parameters: {weight: 1}}, {model: c, parameters: {weight: 0.001}}]\n";
        _folder.Analyze(Yaml);
        _folder.Build(_folder.BytesOf("base") + _folder.BytesOf("a"), Yaml);
        var experts = _folder.Manifest()["approximation"]!["experts"]!.AsArray().ToDictionary(expert => (string)expert!["parent"]!, expert => expert!);

        Assert.Equal(0, (long)experts["a"]["blocksOmitted"]!);
        Assert.Equal((long)experts["c"]["blocks"]!, (long)experts["c"]["blocksOmitted"]!);
        Assert.Equal(_folder.BytesOf("c"), (long)experts["c"]["bytesOmitted"]!);
    }

    [Fact]
    public void Come_from_norms_that_do_not_depend_on_threads()
    {
        _folder.Analyze(threads: 1);
        var norms = File.ReadAllBytes(_folder.Norms);
        File.Delete(_folder.Norms);
        _folder.Analyze(threads: 3);
        Assert.Equal(norms, File.ReadAllBytes(_folder.Norms));

        var budget = _folder.AllBytes / 2;
        _folder.Build(budget, change: options => options with { Threads = 1 });
        var files = _folder.Files();
        _folder.Build(budget, output: "other", change: options => options with { Threads = 3 });
        Assert.Equal(files, _folder.Files("other"));
    }

    [Fact]
    public void Are_of_the_weights_before_they_are_rounded_into_a_narrow_type()
    {
        using var narrow = new BudgetFolder(DType.BF16);
        narrow.Analyze();
        narrow.Build(narrow.AllBytes / 2);
        Assert.InRange((double)narrow.Manifest()["approximation"]!["bound"]!, 1e-3, 10);
    }

    public void Dispose() => _folder.Dispose();

    private static double Square(double x) => x * x;
}
