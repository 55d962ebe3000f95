using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Methods;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.Incremental;

public sealed class WorkThatIsDone : IDisposable
{
    private const string Head = "lm_head.weight";

    private readonly EditedProject _project = new(1, MergeMethods.All["task_arithmetic"]);

    [Fact]
    public void Of_a_first_build_reads_every_parent_once_and_writes_the_result_once()
    {
        var files = new FaultyFileSystem();
        Settle();
        var work = _project.Build(files).Work;

        Assert.Equal(0, work.BlocksReused);
        Assert.Equal(0, work.BytesCopied);
        foreach (var model in Enumerable.Range(0, 3))
        {
            var length = new FileInfo(Shard(model)).Length;
            var headers = Headers(model);
            Assert.InRange(files.BytesOf(FileOperation.Read, Shard(model)), length, length + headers + (2 * HashedEdges(model)));
        }

        Assert.Equal(new FileInfo(Path.Combine(_project.Output, "model.safetensors")).Length, work.BytesWritten);
    }

    [Fact]
    public void Of_a_build_with_nothing_changed_reads_headers_alone_and_touches_no_file()
    {
        Settle();
        _project.Build();
        var before = Identities();
        var files = new FaultyFileSystem();
        var result = _project.Build(files);

        Assert.True(result.IsUpToDate);
        Assert.Equal((0, 0), (result.Work.BytesRead, result.Work.BytesMerged));
        Assert.Equal(before, Identities());
        foreach (var model in Enumerable.Range(0, 3))
        {
            Assert.InRange(files.BytesOf(FileOperation.Read, Shard(model)), 0, Headers(model));
        }

        Assert.InRange(files.BytesOf(FileOperation.Read, Path.Combine(_project.Output, "model.safetensors")), 1, PrefixLength());
    }

    [Fact]
    public void Of_a_change_in_one_block_is_that_block()
    {
        Settle();
        _project.Build();
        _project.EditBytes(1, Head, elements: 1);
        Settle();
        var files = new FaultyFileSystem();
        var result = _project.Build(files);

        Assert.InRange(result.Work.BlocksMerged, 1, 2);
        Assert.Equal(result.Work.BytesMerged, result.Work.BytesWritten - PrefixLength());
        Assert.InRange(files.BytesOf(FileOperation.Read, Shard(2)), 1, Headers(2) + result.Work.BytesMerged);
        Assert.True(result.Work.BytesCopied > 0.5 * new FileInfo(Path.Combine(_project.Output, "model.safetensors")).Length);
        Assert.Equal(result.Work.BytesCopied, files.BytesOf(FileOperation.Copy));
    }

    [Fact]
    public void Of_an_edited_weight_for_some_tensors_is_theirs()
    {
        Settle();
        _project.Build();
        var yaml = File.ReadAllText(_project.Folder["recipe.yml"]);
        var recipe = Merging.Recipes.YamlRecipe.Read(
            _project.Folder.Write("other.yml", yaml.Replace("{filter: mlp, value: 0.5}", "{filter: mlp, value: 0.25}", StringComparison.Ordinal)), modelRoot: null);
        var result = ModelBuild.Run(recipe, _project.Options, cancellation: TestContext.Current.CancellationToken);

        var ledger = LedgerFormat.Read(_project.Ledger, null, PhysicalFileSystem.Instance);
        var merged = ledger.Tensors.Where(tensor => tensor.Value.Reasons.Any(reasons => !reasons.IsReused)).Select(tensor => tensor.Key).Order(StringComparer.Ordinal);
        Assert.Equal(["model.layers.0.mlp.down_proj.weight", "model.layers.0.mlp.gate_proj.weight", "model.layers.0.mlp.up_proj.weight"], merged);
        Assert.Equal(3, result.Work.BlocksMerged);
        Assert.Contains("weight=0.5 → ", ledger.Tensors["model.layers.0.mlp.up_proj.weight"].Reasons.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_shards_alone_that_stay_the_same()
    {
        Settle();
        var options = _project.Options with { ShardSize = 1 };
        Run(options);
        var before = Identities();
        _project.EditBytes(1, Head, elements: 1);
        Run(options);

        var head = ModelDirectory.Open(_project.Output).Tensors[Head].Shard.Name;
        var changed = Identities().Except(before).Select(file => file.Key).Order(StringComparer.Ordinal);
        Assert.Equal(["merge.manifest.json", head], changed);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Begins_anew_with_a_damaged_ledger(double place)
    {
        Settle();
        _project.Build();
        var bytes = File.ReadAllBytes(_project.Ledger);
        bytes[(int)(place * bytes.Length)] ^= 1;
        File.WriteAllBytes(_project.Ledger, bytes);

        Assert.Equal(0, _project.Build().Work.BlocksReused);
        Assert.True(_project.Build().IsUpToDate);
    }

    [Fact]
    public void Begins_anew_with_the_ledger_of_another_folder()
    {
        _project.Build();
        var options = _project.Options with { OutputDirectory = _project.Folder["elsewhere"] };
        Assert.Equal(0, Run(options).Work.BlocksReused);
    }

    [Fact]
    public void Takes_nothing_from_a_result_that_something_else_wrote()
    {
        Settle();
        _project.Build();
        var clean = _project.Files["model.safetensors"];
        var path = Path.Combine(_project.Output, "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Equal(0, _project.Build().Work.BlocksReused);
        Assert.Equal(clean, _project.Files["model.safetensors"]);
    }

    [Fact]
    public void Sees_a_parent_that_was_changed_behind_the_back_of_the_file_system_when_asked_to_verify()
    {
        Settle();
        _project.Build();
        var ledger = LedgerFormat.Read(_project.Ledger, null, PhysicalFileSystem.Instance);
        _project.EditBytes(1, Head);

        // As if size, times and number of the file were still the same.
        var shard = Shard(1);
        LedgerFormat.Write(
            ledger with { Inputs = ledger.Inputs.SetItem(shard, ledger.Inputs[shard] with { Identity = FileIdentity.Of(shard) }) }, _project.Ledger, PhysicalFileSystem.Instance);
        Assert.Equal(0, _project.Build().Work.BlocksMerged);
        Assert.InRange(Run(_project.Options with { Verification = ContentVerification.Full }).Work.BlocksMerged, 1, 2);
    }

    [Fact]
    public void Does_not_merge_again_what_was_only_touched()
    {
        Settle();
        _project.Build();
        File.SetLastWriteTimeUtc(Shard(1), DateTime.UtcNow.AddMinutes(-1));
        var result = _project.Build();
        Assert.True(result.IsUpToDate);
        Assert.InRange(result.Work.BytesRead, new FileInfo(Shard(1)).Length, 2 * new FileInfo(Shard(1)).Length);
    }

    public void Dispose() => _project.Dispose();

    private ModelBuildResult Run(ModelBuildOptions options) => ModelBuild.Run(_project.Recipe, options, cancellation: TestContext.Current.CancellationToken);

    // Files that were written a moment ago are hashed again; that is another test's matter.
    private static void Settle() => Thread.Sleep(60);

    private string Shard(int model) => Path.Combine(_project.PathOf(model), "model.safetensors");

    private Dictionary<string, FileIdentity?> Identities() =>
        Directory.EnumerateFiles(_project.Output).ToDictionary(path => Path.GetFileName(path), FileIdentity.Of, StringComparer.Ordinal);

    private long Headers(int model) => 2 * ModelDirectory.Open(_project.PathOf(model)).Tensors.Values.Min(tensor => tensor.Entry.Offset);

    private long PrefixLength() => ModelDirectory.Open(_project.Output).Tensors.Values.Min(tensor => tensor.Entry.Offset);

    // Groups across two tensors are read again where the neighbours come too far apart.
    private long HashedEdges(int model) => ModelDirectory.Open(_project.PathOf(model)).Tensors.Count * 16L * 1024;
}
