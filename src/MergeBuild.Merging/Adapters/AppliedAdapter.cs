using System.Collections.Immutable;
using MergeBuild.Checkpoints.Adapters;

namespace MergeBuild.Merging.Adapters;

/// <summary>An adapter fitted to its base.</summary>
/// <param name="Directory">The adapter.</param>
/// <param name="Updates">What it does, by the names of the base's tensors.</param>
public sealed record AppliedAdapter(AdapterDirectory Directory, ImmutableDictionary<string, AdapterUpdate> Updates);
