namespace MergeBuild.Testing.Faults;

/// <summary>What happens after a fault.</summary>
public enum FaultDuration
{
    /// <summary>The operation works again the next time.</summary>
    Once,

    /// <summary>The same operation fails from then on, as on a full disk.</summary>
    Persistent,

    /// <summary>Nothing works any more, not even deleting: what a killed process or a lost disk leaves behind.</summary>
    Crash,
}
