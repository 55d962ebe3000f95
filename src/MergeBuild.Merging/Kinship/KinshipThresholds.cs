namespace MergeBuild.Merging.Kinship;

/// <summary>Where figures of weights become suggestions: rules of thumb, not laws. docs/blame.md says where they come from.</summary>
internal static class KinshipThresholds
{
    /// <summary>Task vectors whose cosine is no farther from 0 are nearly orthogonal.</summary>
    public const double Orthogonal = 0.1;

    /// <summary>Task vectors with a greater cosine say much the same.</summary>
    public const double Alike = 0.5;

    /// <summary>A sign conflict rate above this is more than chance, which gives a half.</summary>
    public const double OpposedSigns = 0.55;

    /// <summary>Top elements are contested beyond chance when their share is this many times what chance gives.</summary>
    public const double ContestedOverChance = 1.5;

    /// <summary>A norm this many times another dominates the sum of both.</summary>
    public const double Dominating = 2;

    /// <summary>An expert that changed a smaller share of the elements is sparse already.</summary>
    public const double Sparse = 0.5;

    /// <summary>The least cosine of an expert's weights and the base that it was trained from.</summary>
    public const double LeastKinship = 0.5;

    /// <summary>The greatest usual norm of a task vector, relative to the base.</summary>
    public const double UsualDistance = 0.7;
}
