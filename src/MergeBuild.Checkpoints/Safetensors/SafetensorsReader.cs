using System.Buffers.Binary;
using System.Text.Unicode;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>
/// Reads headers of safetensors files as hostile input: everything is checked before it is used, nothing is allocated
/// by a size that the file only claims. Stricter than the reference implementation where that one lets readers
/// disagree (duplicate names, unknown fields, entries that are arrays).
/// See https://github.com/huggingface/safetensors#format.
/// </summary>
public static class SafetensorsReader
{
    /// <summary>Reads and checks the header; the data is not read.</summary>
    /// <exception cref="MergeBuildException">The file breaks a rule of the format; MB2001 to MB2020 tell which.</exception>
    public static SafetensorsHeader Read(IReadableFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length < SafetensorsHeader.PrefixLength)
        {
            throw DiagnosticTable.SafetensorsTooSmall.Exception(file.Path, file.Length);
        }

        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        file.ReadExactly(prefix, 0);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaximumLength)
        {
            throw DiagnosticTable.SafetensorsHeaderTooLarge.Exception(file.Path, length, SafetensorsHeader.MaximumLength);
        }

        if (SafetensorsHeader.PrefixLength + (long)length > file.Length)
        {
            throw DiagnosticTable.SafetensorsHeaderPastEnd.Exception(file.Path, length, file.Length);
        }

        var json = new byte[length];
        file.ReadExactly(json, SafetensorsHeader.PrefixLength);
        if (json.AsSpan().StartsWith("\uFEFF"u8))
        {
            throw DiagnosticTable.SafetensorsHeaderNotUtf8.Exception(file.Path, "it begins with a byte order mark");
        }

        if (!Utf8.IsValid(json))
        {
            throw DiagnosticTable.SafetensorsHeaderNotUtf8.Exception(file.Path, "it has invalid sequences");
        }

        return SafetensorsHeaderParser.Parse(json, file.Path, file.Length);
    }
}
