using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>An expert's part in a tensor.</summary>
/// <param name="ModelName">The model's distinct name.</param>
/// <param name="Parameters">The values of the parameters that each expert has its own of.</param>
public sealed record ExpertOperand(string ModelName, ParameterValues Parameters);
