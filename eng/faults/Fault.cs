namespace MergeBuild.Faults;

/// <summary>One kind of fault, or of load.</summary>
internal abstract class Fault
{
    /// <summary>What happens, in a few words.</summary>
    public abstract string Name { get; }

    /// <summary>Why this machine cannot do it, or null.</summary>
    public virtual string? Missing => null;

    /// <summary>Does it again and again.</summary>
    /// <param name="tally">Gets the end of each time.</param>
    /// <param name="random">Decides moments and places.</param>
    /// <param name="times">About how often; faults that go step by step end by themselves.</param>
    public abstract void Run(Tally tally, Random random, int times);
}
