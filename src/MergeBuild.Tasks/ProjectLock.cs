using MergeBuild.Checkpoints.Files;
using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>
/// The lock that a project holds over many tasks, from the first look at what the last build left to the last file that is written.
/// MSBuild keeps it between them, and lets go of it at the end of the build where no task did.
/// </summary>
/// <param name="engine">What the task runs in.</param>
/// <param name="projectFile">The project.</param>
/// <param name="directory">The folder in obj, without a separator at its end.</param>
internal sealed class ProjectLock(IBuildEngine engine, string projectFile, string directory)
{
    // Another project that works in the same folder has to wait, in the same build, too.
    private readonly string _key = $"MergeBuild: '{projectFile}' works in '{directory}'";

    /// <summary>The folder in obj.</summary>
    public string Directory => directory;

    /// <summary>Whether this project holds the lock.</summary>
    public bool IsHeld => Kept(engine => engine.GetRegisteredTaskObject(_key, RegisteredTaskObjectLifetime.Build)) is not null;

    /// <summary>Keeps the lock for the tasks that follow, or gives it back where the engine keeps nothing.</summary>
    public void Keep(DirectoryLock held)
    {
        _ = Kept(engine =>
        {
            engine.RegisterTaskObject(_key, held, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            return held;
        });
        if (!IsHeld)
        {
            held.Dispose();
        }
    }

    /// <summary>Lets the next build have the lock, if it is held.</summary>
    public void Release() => (Kept(engine => engine.UnregisterTaskObject(_key, RegisteredTaskObjectLifetime.Build)) as IDisposable)?.Dispose();

    /// <summary>Takes the lock of any directory. While it waits, MSBuild may build other projects: the one that has it may need one of them.</summary>
    public DirectoryLock Take(string directory, Action onWait, CancellationToken cancellation)
    {
        var yielded = engine as IBuildEngine3;
        var hasYielded = false;
        try
        {
            return DirectoryLock.Take(directory, () =>
            {
                onWait();
                yielded?.Yield();
                hasYielded = true;
            }, cancellation);
        }
        finally
        {
            if (hasYielded)
            {
                yielded?.Reacquire();
            }
        }
    }

    private object? Kept(Func<IBuildEngine4, object?> use)
    {
        try
        {
            return engine is IBuildEngine4 keeper ? use(keeper) : null;
        }
        catch (NotImplementedException)
        {
            // A task host, in which tasks run when this repository builds its own samples, keeps nothing.
            return null;
        }
    }
}
