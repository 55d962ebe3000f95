namespace MergeBuild.Checkpoints.Models;

/// <summary>
/// Where a path really leads. Path.GetFullPath follows no links, and File.ResolveLinkTarget shortens "folder/.." as
/// text although "folder" may itself be a link; both can make a link look contained that is not.
/// </summary>
public static class RealPath
{
    // What Linux allows before it reports a circle.
    private const int MaximumLinks = 40;

    /// <summary>The path without links, or null when its links lead round in a circle. The file need not exist.</summary>
    public static string? Of(string path)
    {
        var remaining = new Stack<string>();
        var resolved = Push(remaining, Path.GetFullPath(path), "");
        var links = 0;
        while (remaining.TryPop(out var part))
        {
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            var next = Path.Combine(resolved, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
            }
            else if (++links <= MaximumLinks)
            {
                resolved = Push(remaining, target, resolved);
            }
            else
            {
                return null;
            }
        }

        return resolved;
    }

    // Puts the parts of a path in front of those that remain, and returns where they start from.
    private static string Push(Stack<string> remaining, string path, string current)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var parts = path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts.Where(part => part != ".").Reverse())
        {
            remaining.Push(part);
        }

        return root.Length > 0 ? root : current;
    }
}
