namespace MergeBuild.Merging.Architectures;

/// <summary>What a tensor does in a transformer, as far as its name tells.</summary>
public enum TensorGroup
{
    /// <summary>Tokens or positions on the way in.</summary>
    Embedding,

    /// <summary>Queries, keys, values and their projection.</summary>
    Attention,

    /// <summary>The feed-forward part, experts and routers of a mixture included.</summary>
    Mlp,

    /// <summary>Scales and shifts of normalisations.</summary>
    Norm,

    /// <summary>Tokens or classes on the way out.</summary>
    Head,

    /// <summary>Whatever the name does not tell.</summary>
    Other,
}
