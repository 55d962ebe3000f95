namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary>What becomes of the delimiters that split a text.</summary>
internal enum SplitBehavior
{
    /// <summary>They are left out.</summary>
    Removed,

    /// <summary>Each is a piece.</summary>
    Isolated,

    /// <summary>Each belongs to what stands before it; of delimiters in a row, the first.</summary>
    MergedWithPrevious,

    /// <summary>Each belongs to what stands behind it; of delimiters in a row, the last.</summary>
    MergedWithNext,

    /// <summary>Those in a row are one piece.</summary>
    Contiguous,
}
