namespace MergeBuild.Merging.Recipes;

/// <summary>Layers from <see cref="Start"/> up to, but not including, <see cref="End"/>.</summary>
/// <param name="Start">The first layer, from 0.</param>
/// <param name="End">One past the last layer.</param>
public readonly record struct LayerRange(int Start, int End)
{
    /// <summary>How many layers.</summary>
    public int Count => End - Start;
}
