namespace MergeBuild.Merging.Planning;

/// <summary>A tensor of parents that the result does not have.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Reason">Why it is left out.</param>
public sealed record DroppedTensor(string Name, string Reason);
