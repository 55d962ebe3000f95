using Microsoft.Build.Framework;

namespace MergeBuild.Tasks;

/// <summary>
/// Processor cores on loan from MSBuild, so that merges that build at the same time, and compilers beside them, share
/// the machine instead of each taking all of it.
/// </summary>
internal sealed class CoreLease : IDisposable
{
    private readonly IBuildEngine9? _engine;

    /// <summary>Asks for cores; at least one is always granted.</summary>
    public CoreLease(IBuildEngine? engine, int wanted)
    {
        try
        {
            _engine = engine as IBuildEngine9;
            Count = _engine?.RequestCores(wanted) ?? wanted;
        }
        catch (NotImplementedException)
        {
            // A task host, in which tasks run when this repository builds its own samples, lends no cores.
            _engine = null;
            Count = wanted;
        }
    }

    /// <summary>How many cores were granted.</summary>
    public int Count { get; }

    /// <summary>Gives the cores back.</summary>
    public void Dispose() => _engine?.ReleaseCores(Count);
}
