using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Packaging.Tests.ReadBudgets;

public sealed class NormsOfParents : IDisposable
{
    private const string Fewer = "merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: a, parameters: {weight: 0.5}}]\n";

    private readonly BudgetFolder _folder = new();

    [Fact]
    public void Are_needed_by_a_budget()
    {
        var problem = _folder.Fails(_folder.AllBytes);
        Assert.Equal("MB3054", problem.Code);
        Assert.Contains("does not exist", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Are_not_believed_when_damaged(double place)
    {
        _folder.Analyze();
        var bytes = File.ReadAllBytes(_folder.Norms);
        bytes[(int)(place * bytes.Length)] ^= 1;
        File.WriteAllBytes(_folder.Norms, bytes);
        Assert.Equal("MB3054", _folder.Fails(_folder.AllBytes).Code);

        _folder.Analyze();
        Assert.Empty(_folder.Build(_folder.AllBytes).Warnings);
    }

    [Theory]
    [InlineData("base")]
    [InlineData("a")]
    [InlineData("c")]
    public void Are_stale_when_a_parent_changed_and_nothing_is_read_before_that_is_said(string model)
    {
        _folder.Analyze();
        EditHead(model);
        var files = new FaultyFileSystem();
        var problem = _folder.Fails(_folder.AllBytes / 2, change: options => options with { Files = files });

        Assert.Equal("MB3055", problem.Code);
        Assert.Contains(_folder[model], problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, _folder.TensorBytesRequested(files));
        _folder.Analyze();
        Assert.Single(_folder.Build(_folder.AllBytes / 2).Warnings);
    }

    [Fact]
    public void Are_missing_for_an_expert_that_was_not_analysed()
    {
        _folder.Analyze(Fewer);
        var problem = _folder.Fails(_folder.AllBytes);
        Assert.Equal("MB3055", problem.Code);
        Assert.Contains("was not analysed", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_missing_for_another_base()
    {
        _folder.Analyze();
        var problem = _folder.Fails(_folder.AllBytes, "merge_method: task_arithmetic\nbase_model: a\nmodels: [{model: base, parameters: {weight: 0.5}}, {model: c, parameters: {weight: 1}}]\n");
        Assert.Equal("MB3055", problem.Code);
        Assert.Contains("its task vector to this base was not analysed", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_taken_from_every_parent_once()
    {
        Thread.Sleep(60);
        var files = new FaultyFileSystem();
        var result = _folder.Analyze(files: files);

        // Groups that lie across two tensors are hashed at the end where their parts came too far apart.
        Assert.InRange(_folder.TensorBytesRequested(files), _folder.AllBytes, _folder.AllBytes + (4 * 12 * 16 * 1024));
        Assert.Equal(result.BlockCount, result.BlocksAnalysed);
    }

    [Fact]
    public void Are_not_taken_again_of_what_did_not_change()
    {
        _folder.Analyze();
        var norms = File.ReadAllBytes(_folder.Norms);
        var files = new FaultyFileSystem();
        var again = _folder.Analyze(files: files);
        Assert.Equal((0, 0), (again.BytesRead, again.BlocksAnalysed));
        Assert.Equal(0, _folder.TensorBytesRequested(files));
        Assert.Equal(norms, File.ReadAllBytes(_folder.Norms));

        EditHead("a");
        Assert.InRange(_folder.Analyze().BlocksAnalysed, 1, 2);
        var changed = File.ReadAllBytes(_folder.Norms);
        File.Delete(_folder.Norms);
        _folder.Analyze();
        Assert.Equal(File.ReadAllBytes(_folder.Norms), changed);
    }

    [Fact]
    public void Of_a_new_expert_are_taken_without_reading_the_others()
    {
        _folder.Analyze(Fewer);
        Thread.Sleep(60);
        var files = new FaultyFileSystem();
        _folder.Analyze(files: files);
        Assert.Equal(0, files.BytesOf(FileOperation.Read, Path.Combine(_folder["a"], "model.safetensors")) - Headers("a"));
    }

    [Fact]
    public void Do_not_depend_on_weights()
    {
        _folder.Analyze();
        Assert.Single(_folder.Build(_folder.AllBytes / 2, BudgetFolder.TaskArithmetic.Replace("0.25", "0.75", StringComparison.Ordinal)).Warnings);
    }

    [Fact]
    public void Are_refused_of_a_file_from_the_future()
    {
        var shard = Path.Combine(_folder["a"], "model.safetensors");
        File.SetLastWriteTimeUtc(shard, DateTime.UtcNow.AddHours(1));
        var problem = Assert.Single(Assert.Throws<MergeBuildException>(() => _folder.Analyze()).Diagnostics);
        Assert.Equal("MB3060", problem.Code);
        Assert.Contains(shard, problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private long Headers(string model)
    {
        var files = new FaultyFileSystem();
        ModelDirectory.Open(_folder[model], files);
        return files.BytesOf(FileOperation.Read, _folder[model]) - files.BytesOf(FileOperation.Read, Path.Combine(_folder[model], "config.json"));
    }

    private void EditHead(string model)
    {
        var head = ModelDirectory.Open(_folder[model]).Tensors["lm_head.weight"];
        using var file = File.OpenHandle(head.Shard.Path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes(0.123f), head.Entry.Offset);
    }
}
