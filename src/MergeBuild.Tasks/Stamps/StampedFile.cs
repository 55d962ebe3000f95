using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Tasks.Stamps;

/// <summary>A file as it was.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Identity">What the file system said of it.</param>
internal sealed record StampedFile(string Path, FileIdentity Identity)
{
    // No file has this time: what was written while the merge read it is read again by the next build.
    private const long Unknown = -1;

    private static FileIdentity None => new(0, Unknown, 0, 0);

    /// <summary>Stamps a file that was read since <paramref name="start"/>.</summary>
    public static StampedFile OfInput(string path, long start)
    {
        var identity = FileIdentity.Of(path) ?? None;
        return new StampedFile(path, identity.IsSettledAt(start) ? identity : identity with { Modified = Unknown });
    }

    /// <summary>Stamps a file that was written.</summary>
    public static StampedFile OfOutput(string path) => new(path, FileIdentity.Of(path) ?? None);

    /// <summary>Whether the file system says the same of it; an older file is as different as a newer one.</summary>
    public bool IsUnchanged() => FileIdentity.Of(Path) == Identity;

    /// <summary>Whether it was not written again; links to it, and other modes, change nothing about a result.</summary>
    public bool IsUnwritten() => FileIdentity.Of(Path) is { } now && (now.Length, now.Modified) == (Identity.Length, Identity.Modified);
}
