using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>The bias of a factor B: scaling · <paramref name="Tensor"/> is added to the bias of the base.</summary>
/// <param name="Tensor">The stored vector.</param>
/// <param name="Scaling">What it is multiplied by.</param>
public sealed record BiasUpdate(StoredTensor Tensor, double Scaling);
