namespace MergeBuild.Merging.Budget;

/// <summary>
/// A limit on what a merge reads: an approximation that a user asks for. Counted are the bytes of tensors that are
/// requested from the weight files of the base and the experts; headers and companion files are not.
/// </summary>
/// <param name="Bytes">The most bytes, above 0.</param>
/// <param name="NormsFile">The file with the norms that the choice is made by, see <see cref="NormAnalysis"/>.</param>
public sealed record ReadBudget(long Bytes, string NormsFile);
