namespace MergeBuild.Evaluation.Tokenization.PreTokenization;

/// <summary>Where <c>Metaspace</c> puts its replacement in front of a piece that has none there.</summary>
internal enum MetaspacePrefix
{
    /// <summary>In front of every piece.</summary>
    Always,

    /// <summary>In front of the piece that begins the text.</summary>
    First,

    /// <summary>Nowhere.</summary>
    Never,
}
