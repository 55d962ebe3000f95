namespace MergeBuild.Merging.Ledger;

/// <summary>How many blocks of a tensor had the same fate for the same reason.</summary>
/// <param name="IsReused">Whether they were taken over as they were.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Blocks">How many blocks.</param>
public readonly record struct BlockReasons(bool IsReused, string Reason, int Blocks);
