namespace MergeBuild.Merging.Ledger;

/// <summary>What a merge will do for a tensor.</summary>
public sealed record TensorForecast
{
    internal TensorForecast(string name, MergeWork work, TensorKeys keys) => (Name, Work, Keys) = (name, work, keys);

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>Bytes and blocks; what is written and copied is known of whole shards only.</summary>
    public MergeWork Work { get; }

    internal TensorKeys Keys { get; }
}
