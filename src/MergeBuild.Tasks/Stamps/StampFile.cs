using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Tasks.Stamps;

/// <summary>
/// The stamp as a text file: a line for each fact, its kind first, fields separated by tabs. Plain text because it is
/// read by every build, and a serializer would cost more than the check. Sealed because a stamp that lost its last lines would vouch
/// for files that it does not know, and forget that a gate has failed.
/// </summary>
internal static class StampFile
{
    private const string Heading = "merge stamp 3";
    private const string Error = "error";
    private const string Warning = "warning";

    /// <summary>Reads a stamp; null when there is none, or none that this version wrote and nothing has damaged since.</summary>
    public static MergeStamp? Read(string path)
    {
        try
        {
            return SealedLines.Read(path, PhysicalFileSystem.Instance) is [Heading, .. var lines] ? Parse(lines) : null;
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Writes a stamp whole or not at all, and no older than any of its inputs, so that MSBuild takes it for up to date.</summary>
    public static void Write(string path, MergeStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        SealedLines.Write(path, Lines(stamp), PhysicalFileSystem.Instance);
        var newest = stamp.Inputs.Select(input => input.Identity.Modified).DefaultIfEmpty().Max();
        if (newest > FileIdentity.Now)
        {
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddTicks((newest / FileIdentity.NanosecondsPerTick) + 1));
        }
    }

    private static IEnumerable<string> Lines(MergeStamp stamp) =>
    [
        Heading,
        .. stamp.Request.Select(line => Line("request", line)),
        .. stamp.Inputs.Select(file => FileLine("input", file)),
        .. stamp.Folders.Select(folder => Line("folder", folder.Path, folder.Names)),
        .. stamp.Outputs.Select(file => FileLine("output", file)),
        .. stamp.Diagnostics.Select(shown => Line(
            shown.IsError ? Error : Warning, shown.Code, shown.Message, shown.Location?.File ?? "", Number(shown.Location?.Line ?? 0), Number(shown.Location?.Column ?? 0))),
    ];

    private static MergeStamp Parse(IEnumerable<string> lines)
    {
        var all = lines.Select(line => Array.ConvertAll(line.Split('\t'), Unescape)).ToArray();
        var facts = all.ToLookup(fields => fields[0], fields => fields[1..]);
        return new MergeStamp(
            [.. facts["request"].Select(fields => fields[0])],
            [.. facts["input"].Select(ParseFile)],
            [.. facts["folder"].Select(fields => new StampedFolder(fields[0], fields[1]))],
            [.. facts["output"].Select(ParseFile)],
            [.. all.Where(fields => fields[0] is Error or Warning).Select(fields => new StampedDiagnostic(
                fields[0] == Error, fields[1], fields[2], fields[3].Length == 0 ? null : new SourceLocation(fields[3], (int)Number(fields[4]), (int)Number(fields[5]))))]);
    }

    private static string FileLine(string kind, StampedFile file) =>
        Line(
        kind, file.Path, Number(file.Identity.Length), Number(file.Identity.Modified), Number(file.Identity.Changed), Number((long)file.Identity.Inode));

    private static StampedFile ParseFile(string[] fields) => new(fields[0], new FileIdentity(
        Number(fields[1]), Number(fields[2]), Number(fields[3]), (ulong)Number(fields[4])));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Line(params IEnumerable<string> fields) => string.Join('\t', fields.Select(Escape));

    private static string Escape(string field) =>
        field.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r");

    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var index = 0; index < field.Length; index++)
        {
            text.Append(field[index] != '\\' ? field[index] : field[++index] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        }

        return text.ToString();
    }
}
