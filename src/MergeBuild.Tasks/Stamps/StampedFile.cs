using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Tasks.Stamps;

/// <summary>A file as it was.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Stamp">Its size and time.</param>
internal sealed record StampedFile(string Path, FileStamp Stamp)
{
    // No file has this time: what was written while the merge read it is read again by the next build.
    private const long Unknown = -1;

    /// <summary>Stamps a file that was read since <paramref name="start"/>.</summary>
    public static StampedFile OfInput(string path, DateTime start)
    {
        var stamp = FileStamp.Of(path) ?? new FileStamp(0, Unknown);
        return new StampedFile(path, stamp.LastWrite < start.Ticks ? stamp : stamp with { LastWrite = Unknown });
    }

    /// <summary>Stamps a file that was written.</summary>
    public static StampedFile OfOutput(string path) => new(path, FileStamp.Of(path) ?? new FileStamp(0, Unknown));

    /// <summary>Whether size and time are still the same; an older file is as different as a newer one.</summary>
    public bool IsUnchanged() => FileStamp.Of(Path) == Stamp;

    /// <summary>Whether the size is still the same.</summary>
    public bool HasLength() => FileStamp.Of(Path)?.Length == Stamp.Length;
}
