namespace MergeBuild.Merging.Ledger;

/// <summary>What a merge will do for a tensor.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Work">Bytes and blocks; what is written and copied is known of whole shards only.</param>
public sealed record TensorForecast(string Name, MergeWork Work);
