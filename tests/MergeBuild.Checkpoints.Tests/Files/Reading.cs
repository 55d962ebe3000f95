using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;
using MergeBuild.Checkpoints.Tests.Models;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class Reading : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_model_read_byte_by_byte_is_the_same_model()
    {
        ModelFolder.Model.WriteTo(_folder.Path, shards: 2);
        var files = new FaultyFileSystem { LongestRead = 1 };
        var expected = ModelDirectory.Open(_folder.Path).Tensors;
        var actual = ModelDirectory.Open(_folder.Path, files).Tensors;
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, pair => Assert.Equal(pair.Value.Entry.Offset, actual[pair.Key].Entry.Offset));
        Assert.True(files.Count(FileOperation.Read) > 500);
    }

    [Theory]
    [InlineData(FileOperation.OpenRead)]
    [InlineData(FileOperation.Read)]
    public void A_failure_anywhere_is_one_coded_error(FileOperation operation)
    {
        ModelFolder.Model.WriteTo(_folder.Path, shards: 2);
        var occurrence = 0;
        FaultyFileSystem files;
        do
        {
            files = new FaultyFileSystem(new FileFault(operation, ++occurrence));
            try
            {
                ModelDirectory.Open(_folder.Path, files);
                Assert.False(files.HasFailed);
            }
            catch (MergeBuildException exception)
            {
                Assert.Equal("MB2031", Assert.Single(exception.Diagnostics).Code);
            }
        }
        while (files.HasFailed);

        Assert.True(occurrence > 4);
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let others write while a file is being read this way.");
        var path = _folder.Write("file", new byte[100]);
        using var file = PhysicalFileSystem.Instance.OpenRead(path);
        File.WriteAllBytes(path, new byte[40]);
        Refused.With("MB2033", () => file.ReadExactly(new byte[50], 10), path, "byte 40", "50 bytes", "offset 10");
    }

    [Fact]
    public void Several_threads_may_read_one_file()
    {
        var path = _folder.Write("file", [.. Enumerable.Range(0, 1 << 16).Select(i => (byte)(i >> 8))]);
        using var file = PhysicalFileSystem.Instance.OpenRead(path);
        Parallel.For(0, 256, part =>
        {
            var buffer = new byte[256];
            file.ReadExactly(buffer, part * 256);
            Assert.All(buffer, value => Assert.Equal((byte)part, value));
        });
    }

    [Fact]
    public void A_small_file_is_read_whole_and_a_longer_one_than_allowed_is_not()
    {
        var path = _folder.Write("file", "12345");
        Assert.Equal("12345"u8.ToArray(), PhysicalFileSystem.Instance.ReadAllBytes(path, 5));
        Refused.With("MB2031", () => PhysicalFileSystem.Instance.ReadAllBytes(path, 4), path, "5 bytes");
    }

    public void Dispose() => _folder.Dispose();
}
