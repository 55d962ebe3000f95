using System.Diagnostics;

namespace MergeBuild.Checkpoints.Tests.Models;

public sealed class IrregularShards : IDisposable
{
    private readonly ModelFolder _folder = new();

    [Fact]
    public void A_directory_in_place_of_a_shard_is_refused()
    {
        File.Delete(_folder[ModelFolder.SecondShard]);
        Directory.CreateDirectory(_folder[ModelFolder.SecondShard]);
        _folder.Refuses("MB2032", ModelFolder.SecondShard);
    }

    [Theory]
    [InlineData(ModelFolder.SecondShard)]
    [InlineData("config.json")]
    [InlineData("model.safetensors.index.json")]
    public void A_pipe_in_place_of_a_file_is_refused_at_once(string name)
    {
        File.Delete(_folder[name]);
        UnixOnly.MakePipe(_folder[name]);
        var watch = Stopwatch.StartNew();
        _folder.Refuses("MB2032", name);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    public void Dispose() => _folder.Dispose();
}
