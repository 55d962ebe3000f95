namespace MergeBuild.Merging.Ledger;

/// <summary>How much of the files that look unchanged is hashed again.</summary>
public enum ContentVerification
{
    /// <summary>Nothing: size, times and number of the file are trusted.</summary>
    None,

    /// <summary>A few groups of each file, others in every build.</summary>
    Sample,

    /// <summary>Everything.</summary>
    Full,
}
