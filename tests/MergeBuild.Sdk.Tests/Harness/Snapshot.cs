using System.Runtime.CompilerServices;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>
/// Compares text with a reviewed file beside the test, by Verify's convention: <c>Type.Method.verified.txt</c> is
/// committed, and a difference leaves <c>Type.Method.received.txt</c> to look at and to rename.
/// </summary>
public static class Snapshot
{
    public static void Match(string text, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        // In CI the compiler is told a made-up root, so only the name of the source file says anything.
        var stem = Repository.Path($"tests/MergeBuild.Sdk.Tests/{Path.GetFileNameWithoutExtension(file)}.{method}");
        var (verified, received) = ($"{stem}.verified.txt", $"{stem}.received.txt");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n").TrimEnd() : "";
        var actual = text.ReplaceLineEndings("\n").TrimEnd();
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual + "\n");
        Assert.Fail($"{Path.GetFileName(received)} differs from {Path.GetFileName(verified)}:\n{actual}");
    }
}
