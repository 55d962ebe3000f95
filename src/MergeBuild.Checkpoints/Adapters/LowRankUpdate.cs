using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>
/// ΔW = scaling · B·A, which is added to the weights of the base: W' = W₀ + ΔW. With magnitudes m, the result is
/// W' = m · (W₀ + ΔW) / ‖W₀ + ΔW‖, with one norm for each output.
/// </summary>
/// <param name="A">The factor A, rank × inputs.</param>
/// <param name="B">The factor B, outputs × rank.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Alpha">The alpha that the scaling is made from.</param>
/// <param name="Scaling">What B·A is multiplied by.</param>
/// <param name="IsTransposed">Whether the base stores inputs × outputs, so that (B·A)ᵀ is added.</param>
/// <param name="Magnitude">The magnitudes, one for each output; null without DoRA.</param>
public sealed record LowRankUpdate(
    StoredTensor A, StoredTensor B, int Rank, double Alpha, double Scaling, bool IsTransposed, StoredTensor? Magnitude);
