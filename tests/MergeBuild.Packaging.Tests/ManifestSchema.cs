using System.Text.Json.Nodes;

namespace MergeBuild.Packaging.Tests;

public sealed class ManifestSchema : IDisposable
{
    private static readonly JsonObject Schema =
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "merge.manifest.schema.json")))!;

    private readonly BuildFolder _folder = new();

    [Theory]
    [InlineData(BuildFolder.Ties)]
    [InlineData("merge_method: passthrough\nslices: [{sources: [{model: a, layer_range: [0, 1]}]}, {sources: [{model: b, layer_range: [1, 2], parameters: {scale: [{filter: mlp, value: 0.5}]}}]}]\nout_dtype: bfloat16\n")]
    [InlineData("merge_method: dare_linear\nbase_model: base\nmodels: [{model: a}]\nparameters: {weight: [0, 1], density: 0.5, rescale_rule: l1}\n")]
    public void Every_manifest_keeps_to_it(string recipe)
    {
        _folder.Build(recipe);
        Assert.Empty(new SchemaChecker(Schema).Check(_folder.Json(MergeManifest.FileName)));
    }

    [Fact]
    public void Every_member_of_it_is_written_by_some_merge()
    {
        var checker = new SchemaChecker(Schema);
        _folder.Build();
        checker.Check(_folder.Json(MergeManifest.FileName));
        _folder.Build("merge_method: passthrough\nslices: [{sources: [{model: a, layer_range: [0, 1], parameters: {scale: [{filter: mlp, value: 2}]}}]}]\nout_dtype: float16\n");
        checker.Check(_folder.Json(MergeManifest.FileName));
        Assert.Empty(checker.MembersNeverSeen);
    }

    [Theory]
    [InlineData("schemaVersion", "2")]
    [InlineData("mergebuild", "1")]
    [InlineData("unknown", "1")]
    [InlineData("files", "[{\"name\":\"a/b\",\"length\":1,\"sha256\":\"00\"}]")]
    [InlineData("parents", "{}")]
    public void Others_are_refused(string member, string value)
    {
        _folder.Build();
        var manifest = _folder.Json(MergeManifest.FileName);
        manifest[member] = JsonNode.Parse(value);
        Assert.NotEmpty(new SchemaChecker(Schema).Check(manifest));
    }

    public void Dispose() => _folder.Dispose();
}
