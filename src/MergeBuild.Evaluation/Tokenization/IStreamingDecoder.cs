namespace MergeBuild.Evaluation.Tokenization;

/// <summary>Text of ids that come one after the other; all that is given out equals decoding the ids at once.</summary>
public interface IStreamingDecoder
{
    /// <summary>Takes an id; returns the text that is now certain, often empty in the middle of a character.</summary>
    string Add(int id);

    /// <summary>The text that was held back, after the last id.</summary>
    string Complete();
}
