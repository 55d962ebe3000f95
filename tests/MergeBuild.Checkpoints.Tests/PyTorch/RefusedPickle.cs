using MergeBuild.Checkpoints.PyTorch;
using MergeBuild.Testing;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Checkpoints.Tests.PyTorch;

/// <summary>Asserts that a PyTorch file is refused with one coded error, for little memory.</summary>
internal static class RefusedPickle
{
    private const string FileName = "hostile.bin";

    // A value of a few bytes is an object or two and a place in a table.
    private const long BytesForByte = 128;
    private const long BytesAtLeast = 1L << 20;

    /// <summary>An archive with this pickle and no storages is refused.</summary>
    public static void Pickle(string code, byte[] pickle, params string[] named) => File(code, TorchCheckpoint.Archive(pickle).ToArray(), named);

    /// <summary>A state dict with these items and storages of 8 bytes each is refused.</summary>
    public static void Items(string code, Action<PickleWriter> items, int storages, params string[] named) =>
        File(code, TorchCheckpoint.Archive(TorchCheckpoint.StateDict(items), [.. Enumerable.Range(0, storages).Select(_ => new byte[8])]).ToArray(), named);

    public static void Archive(string code, TorchArchive archive, params string[] named) => File(code, archive.ToArray(), named);

    public static void File(string code, byte[] bytes, params string[] named)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused.With(code, () => PyTorchReader.Read(new BytesFile(bytes, FileName)), [FileName, .. named]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, BytesAtLeast + (BytesForByte * bytes.Length));
    }
}
