using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests;

/// <summary>Asserts that something is refused with one coded error that names what is at fault.</summary>
internal static class Refused
{
    private const string FileName = "hostile.safetensors";

    /// <summary>A file with this header is refused, and refusing it takes little more memory than the file itself.</summary>
    public static void Header(string code, string header, int dataLength = 0, params string[] named) =>
        File(code, RawSafetensors.Bytes(header, dataLength), named);

    public static void File(string code, byte[] bytes, params string[] named)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        With(code, () => SafetensorsReader.Read(new BytesFile(bytes, FileName)), [FileName, .. named]);

        // A short entry is several small objects; what matters is that nothing grows with a number that the file states.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (1L << 20) + (16L * bytes.Length));
    }

    public static void With(string code, Action action, params string[] named)
    {
        var diagnostic = Assert.Single(Assert.Throws<MergeBuildException>(action).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.All(named, name => Assert.Contains(name, diagnostic.Message, StringComparison.Ordinal));
    }
}
