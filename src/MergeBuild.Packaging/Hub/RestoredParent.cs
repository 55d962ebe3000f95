using MergeBuild.Packaging.Locks;

namespace MergeBuild.Packaging.Hub;

/// <summary>A parent of the Hub that is in the cache.</summary>
/// <param name="Pinned">What it was resolved to.</param>
/// <param name="Directory">The model directory: a folder of links into the cache.</param>
public sealed record RestoredParent(LockedParent Pinned, string Directory);
