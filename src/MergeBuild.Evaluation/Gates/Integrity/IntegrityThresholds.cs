namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>Where figures of weights become diagnostics. The values written here are those of a project that says nothing.</summary>
public sealed record IntegrityThresholds
{
    /// <summary>The thresholds of a project that says nothing.</summary>
    public static IntegrityThresholds Default { get; } = new();

    /// <summary>A root mean square this many times outside of the range of the parents' is unusual.</summary>
    public double UnusualNorm { get; init; } = 2;

    /// <summary>A root mean square this many times outside of the range of the parents' is an error.</summary>
    public double ExtremeNorm { get; init; } = 10;

    /// <summary>A greatest magnitude this many times that of all parents is unusual.</summary>
    public double UnusualMagnitude { get; init; } = 4;

    /// <summary>The least cosine, over all matrices, of a parent and the base that it was trained from.</summary>
    public double LeastKinship { get; init; } = 0.5;

    /// <summary>The greatest usual norm of a task vector, over all matrices, relative to the base.</summary>
    public double UsualDistance { get; init; } = 0.7;

    /// <summary>A matrix is foreign when its cosine with the base lies this far below the median of its parent's matrices.</summary>
    public double ForeignGap { get; init; } = 0.4;

    /// <summary>Task vectors of two parents with a lower cosine oppose each other.</summary>
    public double OpposedCosine { get; init; } = -0.5;
}
