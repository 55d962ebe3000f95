using MergeBuild.Merging.Engine;

namespace MergeBuild.Packaging.Tests;

public sealed class ChangingParents : IDisposable
{
    private readonly BuildFolder _folder = new();

    [Theory]
    [InlineData("b/model.safetensors")]
    [InlineData("a/config.json")]
    public void Stop_the_build_before_anything_is_published(string file)
    {
        _folder.Build();
        var before = _folder.Read("model.safetensors");
        var touching = new OnPhase("Finishing", () => File.SetLastWriteTimeUtc(_folder[file], DateTime.UtcNow.AddMinutes(1)));

        var exception = Assert.Throws<Diagnostics.MergeBuildException>(() => ModelBuild.Run(
            _folder.Recipe(BuildFolder.Ties.Replace("0.5}}", "0.7}}", StringComparison.Ordinal)), _folder.Options, touching, TestContext.Current.CancellationToken));

        var diagnostic = Assert.Single(exception.Diagnostics);
        Assert.Equal("MB2034", diagnostic.Code);
        Assert.Contains(_folder[file], diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("model.safetensors"));
        Assert.Equal(3, _folder.OutputFiles.Count);
    }

    [Fact]
    public void Stop_it_when_they_are_deleted_too()
    {
        var deleting = new OnPhase("Finishing", () => File.Delete(_folder["b/model.safetensors"]));
        var exception = Assert.Throws<Diagnostics.MergeBuildException>(() => ModelBuild.Run(
            _folder.Recipe(), _folder.Options, deleting, TestContext.Current.CancellationToken));
        Assert.Equal("MB2034", Assert.Single(exception.Diagnostics).Code);
        Assert.Empty(_folder.OutputFiles);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class OnPhase(string phase, Action action) : IProgress<MergeProgress>
    {
        public void Report(MergeProgress value)
        {
            if (value.Phase == phase)
            {
                action();
            }
        }
    }
}
