using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Which layers see only a window of positions.</summary>
internal static class LayerWindows
{
    public const string Sliding = "sliding_attention";
    public const string Full = "full_attention";

    /// <summary>For each layer whether it slides: as <c>layer_types</c> lists it, or else as the family has it.</summary>
    public static bool[] Read(ModelSettings settings, int layers, Func<int, bool> absent)
    {
        if (settings.Texts("layer_types") is not { } types)
        {
            return [.. Enumerable.Range(0, layers).Select(absent)];
        }

        if (types.Length != layers)
        {
            throw settings.Invalid("layer_types", $"an array of {layers} strings, one a layer");
        }

        return [.. types.Select(type => type switch
        {
            Sliding => true,
            Full => false,
            _ => throw settings.NotSupported("layer_types", $"'{type}' is neither {Full} nor {Sliding}"),
        })];
    }
}
