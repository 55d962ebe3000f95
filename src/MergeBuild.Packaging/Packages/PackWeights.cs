namespace MergeBuild.Packaging.Packages;

/// <summary>Whether the weights of a model are in its package.</summary>
public enum PackWeights
{
    /// <summary>Up to a limit.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never; the package has their digests.</summary>
    Never,
}
