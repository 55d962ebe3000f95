namespace MergeBuild.Packaging.Versions;

/// <summary>How much a change means to those who use a model; ordered.</summary>
public enum VersionChange
{
    /// <summary>The same bytes.</summary>
    None,

    /// <summary>The same recipe and parents gave other bytes.</summary>
    Patch,

    /// <summary>Other experts, another method or other parameters.</summary>
    Minor,

    /// <summary>Another base, architecture, tokenizer or set of tensors.</summary>
    Major,
}
