using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>What a comparison of a model directory with its manifest found.</summary>
/// <param name="FileCount">Files that the manifest lists.</param>
/// <param name="TensorCount">Tensors that the manifest lists.</param>
/// <param name="ByteCount">Bytes of the files that the manifest lists.</param>
/// <param name="Problems">What is wrong, in the order of the manifest; empty when the directory is intact.</param>
public sealed record VerificationResult(int FileCount, int TensorCount, long ByteCount, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>Whether the directory is what the manifest says.</summary>
    public bool IsIntact => Problems.IsEmpty;
}
