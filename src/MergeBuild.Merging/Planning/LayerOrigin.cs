namespace MergeBuild.Merging.Planning;

/// <summary>The layer that a layer of the result descends from; what a configuration says of it holds for the result.</summary>
/// <param name="Model">Index of the parent in the recipe's models.</param>
/// <param name="Layer">The layer's number there.</param>
public readonly record struct LayerOrigin(int Model, int Layer);
