using System.Collections.Immutable;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Reproduction;

/// <summary>A merge that gave the same bytes again.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Parents">Where the parents were found.</param>
/// <param name="StatedVersion">The version of MergeBuild that the manifest names; it may be another than this.</param>
/// <param name="FileCount">Files, the manifest not counted.</param>
/// <param name="TensorCount">Tensors.</param>
/// <param name="ByteCount">Bytes of the files.</param>
/// <param name="Warnings">What the merge warned of.</param>
public sealed record ReproductionResult(
    string Method, ImmutableArray<FoundParent> Parents, string StatedVersion, int FileCount, int TensorCount, long ByteCount, ImmutableArray<Diagnostic> Warnings);
