namespace MergeBuild.Evaluation.Reports;

/// <summary>Tensors of the same name in all layers, and what the build did with their blocks.</summary>
/// <param name="Name">Their name, with <c>*</c> for the number of the layer.</param>
/// <param name="Merged">Blocks that were merged.</param>
/// <param name="Reused">Blocks that were taken over.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record RebuiltGroup(string Name, long Merged, long Reused, string Reason);
