using System.Collections.Immutable;

namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>What the header of a safetensors file says, checked against the file's length.</summary>
/// <param name="Tensors">The tensors in the order of their data.</param>
/// <param name="Metadata">The <c>__metadata__</c> strings.</param>
/// <param name="DataOffset">Where the data begins in the file.</param>
public sealed record SafetensorsHeader(
    ImmutableArray<TensorEntry> Tensors, ImmutableSortedDictionary<string, string> Metadata, long DataOffset)
{
    /// <summary>Headers beyond this many bytes are refused, as the reference implementation does.</summary>
    public const int MaximumLength = 100_000_000;

    /// <summary>Bytes of the little-endian length in front of the header.</summary>
    public const int PrefixLength = sizeof(ulong);

    /// <summary>The name that is reserved for metadata.</summary>
    public const string MetadataName = "__metadata__";
}
