namespace MergeBuild.Evaluation.Tokenization.PostProcessing;

/// <summary>Puts special tokens around the ids of a text. Stateless; safe for several threads.</summary>
internal interface IPostProcessor
{
    /// <summary>The ids with special tokens, or without where they are not wanted.</summary>
    List<int> Process(List<int> ids, bool addSpecialTokens);
}
