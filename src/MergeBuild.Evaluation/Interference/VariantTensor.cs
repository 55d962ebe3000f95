namespace MergeBuild.Evaluation.Interference;

/// <summary>A tensor of the merge, and where it belongs.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Group">What it does, such as <c>mlp</c>.</param>
/// <param name="Layer">Its layer; null outside of layers.</param>
public sealed record VariantTensor(string Name, string Group, int? Layer);
