namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>Figures of one tensor of a parent, next to the reference: the base, or the first parent where there is none.</summary>
/// <param name="Parent">The parent's name.</param>
/// <param name="Own">Its own figures.</param>
/// <param name="Product">Σ of its values times the reference's.</param>
/// <param name="TaskVectorSquareSum">Σ(value − reference)².</param>
public sealed record ParentFigures(string Parent, TensorFigures Own, double Product, double TaskVectorSquareSum);
