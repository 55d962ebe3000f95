namespace MergeBuild.Merging.Architectures;

/// <summary>What a tensor is in its model.</summary>
public enum TensorRole
{
    /// <summary>Any other tensor.</summary>
    Other,

    /// <summary>A row for each token of the vocabulary, on the way in.</summary>
    Embedding,

    /// <summary>A row for each token of the vocabulary, on the way out.</summary>
    Head,
}
