namespace MergeBuild.Checkpoints.Safetensors;

/// <summary>Shapes as people read them: <c>512×128</c>.</summary>
public static class ShapeText
{
    /// <summary>Writes dimensions with × between them; a scalar is "scalar".</summary>
    public static string Of(IEnumerable<long> shape)
    {
        var text = string.Join('×', shape);
        return text.Length == 0 ? "scalar" : text;
    }
}
