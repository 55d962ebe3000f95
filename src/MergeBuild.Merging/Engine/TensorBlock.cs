using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Engine;

/// <summary>A piece of work: a range of a tensor's elements, to be merged or to be looked at in a pass.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Merge">How it is merged; null where bytes are copied.</param>
/// <param name="Pass">The pass, or null when the block is to be merged.</param>
/// <param name="FirstElement">The first element.</param>
/// <param name="Count">How many elements.</param>
/// <param name="UnitLength">Elements of a unit.</param>
internal readonly record struct TensorBlock(TensorPlan Tensor, ITensorMerge? Merge, IStatisticsPass? Pass, long FirstElement, int Count, int UnitLength);
