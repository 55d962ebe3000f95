using System.Globalization;
using System.Text;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;

namespace MergeBuild.Merging.Tests.Methods;

/// <summary>Matrices that are too large to be held as a whole, by their headers.</summary>
public sealed class LargeMatrices : IDisposable
{
    private const long Rows = 16384;
    private const long Columns = 8193;
    private readonly TemporaryFolder _folder = new();

    public LargeMatrices()
    {
        foreach (var name in new[] { "base", "a", "b" })
        {
            var end = (Rows * Columns).ToString(CultureInfo.InvariantCulture);
            var header = "{" + RawSafetensors.Entry("tensor", "F8_E4M3", $"[{Rows},{Columns}]", $"[0,{end}]") + "}";
            _folder.Write($"{name}/config.json", """{"model_type": "none"}""");
            var path = _folder.Write($"{name}/model.safetensors", RawSafetensors.Bytes(header));

            // A hole in the file, not 134 MB on the disk.
            using var file = File.OpenWrite(path);
            file.SetLength(sizeof(ulong) + Encoding.UTF8.GetByteCount(header) + (Rows * Columns));
        }
    }

    [Theory]
    [InlineData("tsv")]
    [InlineData("iso_c")]
    [InlineData("free")]
    public void Are_refused_from_their_headers(string method)
    {
        var diagnostic = Assert.Single(Assert.Throws<MergeBuildException>(() => Plan(method, "{}")).Diagnostics);
        Assert.Equal("MB3010", diagnostic.Code);
        Assert.Contains($"'tensor' in memory, but {ShapeText.Of([Rows, Columns])} is more than 134217728 elements", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tsv")]
    [InlineData("iso_c")]
    [InlineData("free")]
    public void Are_merged_in_blocks_where_a_filter_says_so(string method) =>
        Assert.Single(Plan(method, "{as_matrix: [{filter: tensor, value: false}, {value: true}]}").Tensors);

    [Fact]
    public void Are_nothing_special_to_methods_that_stream() => Assert.Single(Plan("emr", "{}").Tensors);

    public void Dispose() => _folder.Dispose();

    private MergePlan Plan(string method, string parameters) => MergePlanner.Plan(YamlRecipe.Read(
        _folder.Write("recipe.yml", $"merge_method: {method}\nbase_model: base\nmodels: [{{model: a}}, {{model: b}}]\nparameters: {parameters}\n"), modelRoot: null));
}
