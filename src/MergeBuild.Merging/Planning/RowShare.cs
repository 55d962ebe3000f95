namespace MergeBuild.Merging.Planning;

/// <summary>A row of a parent's tensor as a part of a row of an operand.</summary>
/// <param name="Model">Index of the parent.</param>
/// <param name="Row">The row there.</param>
/// <param name="Weight">Its factor; the factors of a row add up to one.</param>
internal readonly record struct RowShare(int Model, int Row, double Weight);
