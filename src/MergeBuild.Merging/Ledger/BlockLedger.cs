using System.Collections.Immutable;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// What a build knew at its end: the content of its parents, the keys and places of all blocks that it wrote, and the
/// statistics that it took. The next build compares, and does again only what is no longer the same.
/// </summary>
public sealed record BlockLedger
{
    /// <summary>The ledger of a project that was never built.</summary>
    public static BlockLedger Empty { get; } = new();

    /// <summary>The parents' files by path.</summary>
    public ImmutableDictionary<string, LedgerFile> Inputs { get; init; } = ImmutableDictionary<string, LedgerFile>.Empty;

    /// <summary>The model directory.</summary>
    public string OutputDirectory { get; init; } = "";

    /// <summary>The shards by name.</summary>
    public ImmutableDictionary<string, LedgerFile> Outputs { get; init; } = ImmutableDictionary<string, LedgerFile>.Empty;

    /// <summary>The tensors by name.</summary>
    public ImmutableDictionary<string, LedgerTensor> Tensors { get; init; } = ImmutableDictionary<string, LedgerTensor>.Empty;

    /// <summary>What the build read, merged and wrote, beside what was predicted.</summary>
    public MergeWork Work { get; init; } = new();
}
