using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>The switch of Qwen's windows.</summary>
internal static class QwenWindows
{
    // The values of a file that does not have the keys at all.
    private const int AbsentWindow = 4096;
    private const int AbsentFullLayers = 28;

    /// <summary>Each layer's window, or null.</summary>
    public static int?[] Read(ModelSettings settings, int layers)
    {
        int? window = settings.Truth("use_sliding_window", absent: false) ? WindowOf(settings) : null;
        var fullLayers = settings.Count("max_window_layers", AbsentFullLayers);
        var slides = LayerWindows.Read(settings, layers, layer => window is not null && layer >= fullLayers);
        return [.. slides.Select(int? (layer) => layer ? window ?? throw settings.Invalid("layer_types", "full_attention in all layers, since use_sliding_window is not true") : null)];
    }

    /// <summary>The window where it is switched on; null where the file has null.</summary>
    public static int? WindowOf(ModelSettings settings) =>
        settings.Keys.Contains("sliding_window") ? settings.SizeOrNull("sliding_window") : AbsentWindow;
}
