namespace MergeBuild.Faults;

/// <summary>A mounted file system; unmounted at the end.</summary>
internal sealed class Mount : IDisposable
{
    private Mount(string path) => Path = path;

    /// <summary>Why nothing can be mounted here, or null.</summary>
    public static string? Missing { get; } = Try();

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Mounts something.</summary>
    /// <param name="path">The folder to mount on; made if it is missing.</param>
    /// <param name="arguments">What <c>mount</c> takes before it.</param>
    public static Mount At(string path, params string[] arguments)
    {
        Directory.CreateDirectory(path);
        var run = ToolRun.Of("/", ["mount", .. arguments, path]);
        return run.ExitCode == 0 ? new Mount(path) : throw new InvalidOperationException(run.Output);
    }

    /// <summary>Mounts it again with other options.</summary>
    public void Remount(string options)
    {
        var run = ToolRun.Of("/", "mount", "-o", $"remount,{options}", Path);
        _ = run.ExitCode == 0 ? 0 : throw new InvalidOperationException(run.Output);
    }

    public void Dispose() => ToolRun.Of("/", "umount", Path);

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "mounting as these faults need it is a matter of Linux";
        }

        var folder = Directory.CreateTempSubdirectory("mergebuild-mount-");
        try
        {
            using var mount = At(folder.FullName, "-t", "tmpfs", "tmpfs");
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return $"nothing can be mounted: {exception.Message.Trim()}";
        }
        finally
        {
            Directory.Delete(folder.FullName);
        }
    }
}
