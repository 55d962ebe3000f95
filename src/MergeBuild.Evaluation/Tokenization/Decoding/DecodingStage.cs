namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>The state of one step of one decoding. Gives on what no later token can change, and holds back the rest.</summary>
internal abstract class DecodingStage
{
    /// <summary>Takes the next token, or the next part of the text.</summary>
    public abstract void Add(string text);

    /// <summary>Gives on what was held back, and has the next step do so.</summary>
    public abstract void Complete();
}
