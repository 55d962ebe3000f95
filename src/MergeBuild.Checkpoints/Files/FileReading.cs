using System.Buffers;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Files;

/// <summary>Reading whole ranges and small whole files.</summary>
public static class FileReading
{
    private const int CopyBufferLength = 1 << 20;

    /// <summary>Fills the buffer from an offset, however short the single reads are.</summary>
    /// <exception cref="MergeBuildException">MB2033: the file ended before the buffer was full.</exception>
    public static void ReadExactly(this IReadableFile file, Span<byte> buffer, long offset)
    {
        ArgumentNullException.ThrowIfNull(file);
        var wanted = buffer.Length;
        var position = offset;
        while (buffer.Length > 0)
        {
            var count = file.Read(buffer, position);
            if (count == 0)
            {
                throw DiagnosticTable.FileShrank.Exception(file.Path, position, wanted, offset);
            }

            buffer = buffer[count..];
            position += count;
        }
    }

    /// <summary>Copies a range by reading and writing it.</summary>
    public static void CopyThroughMemory(this IWritableFile destination, IReadableFile source, long sourceOffset, long offset, long length)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(source);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, CopyBufferLength));
        try
        {
            for (var done = 0L; done < length;)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done));
                source.ReadExactly(part, sourceOffset + done);
                destination.Write(part, offset + done);
                done += part.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads a small text file whole, in UTF-8, a text each line.</summary>
    /// <exception cref="MergeBuildException">The file is missing, unreadable or longer than <paramref name="limit"/> bytes.</exception>
    public static string[] ReadAllLines(this IFileSystem files, string path, int limit = 256 << 20)
    {
        using var reader = new StreamReader(new MemoryStream(files.ReadAllBytes(path, limit)));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }

    /// <summary>Reads a small file whole.</summary>
    /// <exception cref="MergeBuildException">The file is missing, unreadable or longer than <paramref name="limit"/> bytes.</exception>
    public static byte[] ReadAllBytes(this IFileSystem files, string path, int limit = 256 << 20)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var file = files.OpenRead(path);
        if (file.Length > limit)
        {
            throw DiagnosticTable.FileNotReadable.Exception(path, $"it has {file.Length} bytes; at most {limit} are allowed.");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes, 0);
        return bytes;
    }
}
