using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>A value and the place where the user wrote it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Location">The place, if it was written anywhere.</param>
public readonly record struct Located<T>(T Value, SourceLocation? Location);
