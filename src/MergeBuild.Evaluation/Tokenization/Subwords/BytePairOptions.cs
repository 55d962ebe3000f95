namespace MergeBuild.Evaluation.Tokenization.Subwords;

/// <summary>The settings of a <c>BPE</c> model, under the names of the file.</summary>
internal sealed record BytePairOptions
{
    /// <summary>The token for characters that the vocabulary lacks; without one they are left out, as the library does.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>In front of each character but a word's first.</summary>
    public string ContinuingSubwordPrefix { get; init; } = "";

    /// <summary>Behind a word's last character.</summary>
    public string EndOfWordSuffix { get; init; } = "";

    /// <summary>Whether unknown characters in a row are one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Whether an unknown character becomes the tokens <c>&lt;0x..&gt;</c> of its bytes.</summary>
    public bool FallsBackToBytes { get; init; }

    /// <summary>Whether a word that is in the vocabulary is that token, whatever the merges say.</summary>
    public bool IgnoresMerges { get; init; }
}
