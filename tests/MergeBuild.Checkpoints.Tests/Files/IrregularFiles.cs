using System.Diagnostics;
using System.Net.Sockets;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class IrregularFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_directory_is_refused() => Refuses("MB2032", _folder.Path);

    [Fact]
    public void A_pipe_is_refused_at_once()
    {
        UnixOnly.MakePipe(_folder["pipe"]);
        var watch = Stopwatch.StartNew();
        Refuses("MB2032", _folder["pipe"]);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    public void A_device_is_refused(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(path), "Not every system has this device.");
        Refuses("MB2032", path);
    }

    [Fact]
    public void A_socket_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows shows sockets as reparse points.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        Refuses("MB2032", _folder["socket"]);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("missing/file")]
    public void A_missing_file_is_refused(string name) => Refuses("MB2030", _folder[name]);

    [Fact]
    public void A_path_through_a_file_is_a_missing_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reports such a path as a missing folder.");
        _folder.Write("file", "");
        Refuses("MB2030", _folder["file/inner"]);
    }

    [Fact]
    public void A_circle_of_links_cannot_be_read()
    {
        UnixOnly.Links();
        File.CreateSymbolicLink(_folder["link"], "link");
        Refuses("MB2031", _folder["link"]);
        Assert.Null(FileIdentity.Of(_folder["link"]));
    }

    [Fact]
    public void A_stamp_is_that_of_the_file_a_link_leads_to()
    {
        UnixOnly.Links();
        var file = _folder.Write("file", "12345");
        File.CreateSymbolicLink(_folder["link"], "file");
        Assert.Equal(5, FileIdentity.Of(_folder["link"])?.Length);
        Assert.Equal(FileIdentity.Of(file), FileIdentity.Of(_folder["link"]));
        Assert.Equal((File.GetLastWriteTimeUtc(file) - DateTime.UnixEpoch).Ticks, FileIdentity.Of(file)?.Modified / FileIdentity.NanosecondsPerTick);
    }

    [Fact]
    public void What_is_no_file_has_no_stamp()
    {
        Assert.Null(FileIdentity.Of(_folder["missing"]));
        Assert.Null(FileIdentity.Of(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static void Refuses(string code, string path) =>
        Refused.With(code, () => PhysicalFileSystem.Instance.OpenRead(path).Dispose(), path);
}
