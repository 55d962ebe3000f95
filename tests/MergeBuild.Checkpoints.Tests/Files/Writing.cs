using System.IO.Pipes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Testing;
using Microsoft.Win32.SafeHandles;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class Writing : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_full_disk_is_called_by_its_name()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Not every system has /dev/full.");
        using var file = new PhysicalFile("shard", File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write), 1000);
        Refused.With("MB2060", () => file.Write(new byte[10], 0), "shard", "1000 bytes");
    }

    [Theory]
    [InlineData(0x1C, 10, "MB2060")]
    [InlineData(0x7A, 10, "MB2060")]
    [InlineData(unchecked((int)0x80070070), 10, "MB2060")]
    [InlineData(0x1C, 0, "MB2061")]
    [InlineData(0x05, 10, "MB2061")]
    [InlineData(0x1E, 10, "MB2061")]
    public void A_full_disk_or_quota_is_told_from_other_failures(int error, long length, string code) =>
        Refused.With(code, () => FileFailure.Translate("shard", length, () => throw new IOException("refused", error)), "shard");

    [Fact]
    public void A_disk_that_is_too_small_is_noticed_before_anything_is_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems reserve lazily.");
        Refused.With("MB2060", () => PhysicalFileSystem.Instance.Create(_folder["huge"], 1L << 50).Dispose(), _folder["huge"]);
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public void A_sync_that_fails_is_an_error()
    {
        // The runtime's own flush succeeds here.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "fsync is called directly on Linux alone.");
        using var pipe = new AnonymousPipeServerStream();
        using var handle = new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        using var file = new PhysicalFile("shard", handle, 10);
        Refused.With("MB2061", file.Sync, "shard", "fsync");
    }

    [Fact]
    public void A_directory_that_cannot_be_synced_is_an_error() =>
        Refused.With("MB2061", () => PhysicalFileSystem.Instance.SyncDirectory(UnixDirectory("nowhere")), "nowhere");

    [Fact]
    public void A_file_system_that_knows_no_sync_of_directories_is_good_enough()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is such a file system on Linux.");
        PhysicalFileSystem.Instance.SyncDirectory("/proc");
    }

    [Fact]
    public void A_file_that_exists_is_not_created_again()
    {
        var path = _folder.Write("file", "old");
        Refused.With("MB2061", () => PhysicalFileSystem.Instance.Create(path, 10).Dispose(), path);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_in_place_of_the_directory_is_not_a_full_disk()
    {
        var path = Path.Combine(_folder.Write("file", ""), "inner");
        Refused.With("MB2061", () => PhysicalFileSystem.Instance.Create(path, 10).Dispose(), path);
    }

    [Fact]
    public void Deleting_what_is_not_there_is_no_error() => PhysicalFileSystem.Instance.Delete(_folder["missing"]);

    [Fact]
    public void Renaming_what_is_not_there_is_one() =>
        Refused.With("MB2061", () => PhysicalFileSystem.Instance.Replace(_folder["missing"], _folder["new"]), _folder["new"]);

    public void Dispose() => _folder.Dispose();

    private string UnixDirectory(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sync of directories.");
        return _folder[name];
    }
}
