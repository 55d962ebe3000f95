namespace MergeBuild.Merging.Engine;

/// <summary>A unit of a tensor within a block.</summary>
/// <param name="FirstElement">Index in the tensor of its first element.</param>
/// <param name="Start">Index in the block of its first element.</param>
/// <param name="Length">Elements in it.</param>
internal readonly record struct Unit(long FirstElement, int Start, int Length);
