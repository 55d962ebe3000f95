namespace MergeBuild.Packaging.Versions;

/// <summary>What happens where a version does not rise as much as the model changed.</summary>
public enum VersionPolicy
{
    /// <summary>Nothing is looked at.</summary>
    Off,

    /// <summary>A warning.</summary>
    Warn,

    /// <summary>An error.</summary>
    Enforce,
}
