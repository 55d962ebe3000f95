using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Parameters;

/// <summary>A parameter's name and value as written.</summary>
/// <param name="Name">The name in the field's spelling, such as <c>select_topk</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Location">Where it was written.</param>
public sealed record ParameterAssignment(string Name, ParameterValue Value, SourceLocation? Location);
