using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Merging.Output;

/// <summary>Where the bytes of a tensor lie that was finished before.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Offset in it of the tensor's first byte.</param>
/// <param name="Tree">The tree of the tensor's bytes.</param>
internal sealed record FinishedTensor(IReadableFile File, long Offset, HashTree Tree);
