namespace MergeBuild.Packaging.Hub;

/// <summary>A failure of the network or the server that may pass. Never leaves this folder.</summary>
// CA1032 Standard exception constructors: it is made in one place, with what is known there.
#pragma warning disable CA1032
internal sealed class HubTransientException(string reason, TimeSpan? retryAfter = null) : Exception(reason)
{
    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
