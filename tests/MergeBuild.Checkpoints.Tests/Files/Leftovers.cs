using MergeBuild.Checkpoints.Files;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class Leftovers : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_a_killed_build_left_is_collected()
    {
        var files = new FaultyFileSystem(new FileFault(FileOperation.Sync, 1, FaultDuration.Crash));
        using (var publication = new Publication(files, _folder.Path))
        {
            Assert.Throws<MergeBuild.Diagnostics.MergeBuildException>(() => publication.Write("model.safetensors", "new"u8));
        }

        Assert.Single(_folder.FileNames);
        Collect();
        Assert.Empty(_folder.FileNames);
    }

    [Theory]
    [InlineData("notes.tmp")]
    [InlineData(".notes.tmp")]
    [InlineData(".tmp")]
    [InlineData(".vimrc.swp.tmp")]
    [InlineData("model.safetensors")]
    [InlineData("model.safetensors.0123456789abcdef0123456789abcdef.tmp")]
    [InlineData(".model.safetensors.0123456789ABCDEF0123456789ABCDEF.tmp")]
    [InlineData(".model.safetensors.0123456789abcdef0123456789abcde.tmp")]
    [InlineData(".model.safetensors.0123456789abcdef0123456789abcdeg.tmp")]
    [InlineData(".model.safetensors.0123456789abcdef0123456789abcdef.tmp.bak")]
    [InlineData(".0123456789abcdef0123456789abcdef.tmp")]
    public void What_a_user_left_is_kept(string name)
    {
        _folder.Write(name, "mine");
        Collect();
        Assert.Equal([name], _folder.FileNames);
    }

    [Fact]
    public void Folders_are_not_entered()
    {
        var kept = _folder.Write("deep/.a.0123456789abcdef0123456789abcdef.tmp", "");
        Collect();
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void A_directory_that_does_not_exist_has_none() =>
        Publication.CollectLeftovers(PhysicalFileSystem.Instance, _folder["nowhere"]);

    public void Dispose() => _folder.Dispose();

    private void Collect() => Publication.CollectLeftovers(PhysicalFileSystem.Instance, _folder.Path);
}
