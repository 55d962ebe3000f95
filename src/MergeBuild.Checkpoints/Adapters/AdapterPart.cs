namespace MergeBuild.Checkpoints.Adapters;

/// <summary>What a tensor of an adapter is of its module.</summary>
internal enum AdapterPart
{
    /// <summary>A tensor that takes the place of the base's.</summary>
    Whole,

    /// <summary>The factor A, rank × inputs.</summary>
    A,

    /// <summary>The factor B, outputs × rank.</summary>
    B,

    /// <summary>What the scaled product's bias adds to the base's.</summary>
    BiasOfB,

    /// <summary>The factor A of an embedding, rank × vocabulary.</summary>
    EmbeddingA,

    /// <summary>The factor B of an embedding, dimensions × rank.</summary>
    EmbeddingB,

    /// <summary>The length of each output's weights.</summary>
    Magnitude,
}
