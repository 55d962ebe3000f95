using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.PyTorch;

/// <summary>Tells the archives of torch.save from what else has carried the same names.</summary>
internal static class PyTorchFormat
{
    private const int TarMagicOffset = 257;
    private const int LongestPrefix = TarMagicOffset + 5;

    /// <summary>Goes on if the file begins as a zip archive does.</summary>
    /// <exception cref="MergeBuildException">MB2110, which names the format that it is.</exception>
    public static void Check(IReadableFile file)
    {
        Span<byte> prefix = stackalloc byte[LongestPrefix];
        prefix = prefix[..(int)Math.Min(file.Length, LongestPrefix)];
        file.ReadExactly(prefix, 0);
        if (file.Length < ZipFormat.EndLength || !prefix.StartsWith("PK\x03\x04"u8))
        {
            throw DiagnosticTable.PyTorchNotZip.Exception(file.Path, NameOf(prefix));
        }
    }

    private static string NameOf(ReadOnlySpan<byte> prefix) => prefix switch
    {
        // LONG1 of ten bytes: the magic number of torch.save before 1.6, which is followed by several pickles.
        [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, ..] => "it is in the format of PyTorch before 1.6, several pickles one after the other",
        [0x80, <= 5, ..] => "it is a bare pickle, such as a program's own data or optimizer state",
        [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] => "it is a GGUF file",
        _ when prefix.Length == LongestPrefix && prefix[TarMagicOffset..].SequenceEqual("ustar"u8) => "it is a tar archive, the format of PyTorch before 0.1.10",
        _ => "it begins as no format that is known",
    };
}
