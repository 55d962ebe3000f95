using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Files;

/// <summary>
/// Lines of text that a build keeps for the next. The last line is a CRC-32C (RFC 3720, appendix B.4) of the others: a file that was cut,
/// also between two lines, or that lost a bit counts as absent. It guards against accidents, and not against forgers.
/// </summary>
public static class SealedLines
{
    private const string Seal = "crc32c ";

    /// <summary>The lines of a file without the seal; null where there is no file, or none that is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">Where it is read.</param>
    public static ImmutableArray<string>? Read(string path, IFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var bytes = files.ReadAllBytes(path);
            var end = bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes("\n" + Seal)) + 1;
            return end > 0 && bytes.AsSpan(end).SequenceEqual(Encoding.UTF8.GetBytes(Of(bytes.AsSpan(0, end))))
                ? [.. Encoding.UTF8.GetString(bytes.AsSpan(0, end - 1)).Split('\n')]
                : null;
        }
        catch (MergeBuildException)
        {
            return null;
        }
    }

    /// <summary>Writes lines in the place of an older file, whole or not at all.</summary>
    /// <param name="path">The file; its directory is made if it does not exist.</param>
    /// <param name="lines">At least one, without line feeds.</param>
    /// <param name="files">Where it is written.</param>
    /// <exception cref="MergeBuildException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<string> lines, IFileSystem files)
    {
        var content = string.Concat(lines.Select(line => line + "\n"));
        using var publication = new Publication(files, Path.GetDirectoryName(path)!);
        publication.Write(Path.GetFileName(path), Encoding.UTF8.GetBytes(content + Of(Encoding.UTF8.GetBytes(content))));
        publication.Commit();
    }

    private static string Of(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        foreach (var value in content)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Seal}{~sum:x8}\n");
    }
}
