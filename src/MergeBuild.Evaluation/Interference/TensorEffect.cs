using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Interference;

/// <summary>The effect of a parent's part in some tensors on the suite that is searched by.</summary>
/// <param name="Parent">The parent that is left out of them.</param>
/// <param name="Where">What they are: a group, a layer, or a part of one.</param>
/// <param name="Tensors">Their names.</param>
/// <param name="Effect">What leaving the parent out does.</param>
public sealed record TensorEffect(string Parent, string Where, ImmutableArray<string> Tensors, Effect Effect);
