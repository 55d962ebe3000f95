namespace MergeBuild.Evaluation.Numerics;

/// <summary>One matrix of a product and where its outputs go.</summary>
/// <param name="Matrix">The weights.</param>
/// <param name="Bias">One number an output that is added at the end, or null.</param>
/// <param name="Result">As many rows as there are activations, as wide as the matrix has outputs.</param>
internal readonly record struct Projection(PackedMatrix Matrix, float[]? Bias, FloatRows Result);
