using System.Text.Json;
using System.Text.Json.Nodes;

namespace MergeBuild.Evaluation.Harness;

/// <summary>Numbers as the harness writes them: JSON numbers, and nothing where it says <c>"N/A"</c>, NaN or infinity.</summary>
internal static class HarnessNumber
{
    /// <summary>The number, or null when there is none.</summary>
    /// <param name="node">The value.</param>
    /// <param name="isNumber">Whether it is a number, or one of the ways to say that there is none.</param>
    public static double? Of(JsonNode? node, out bool isNumber)
    {
        isNumber = true;
        switch (node)
        {
            case null:
                return null;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double number):
                return double.IsFinite(number) ? number : null;
            case JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                return value.GetValue<bool>() ? 1 : 0;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && SaysNone(value):
                return null;
            default:
                isNumber = false;
                return null;
        }
    }

    private static bool SaysNone(JsonValue value)
    {
        try
        {
            return value.GetValue<string>() is "N/A" or "NaN" or "Infinity" or "-Infinity";
        }

        // Half a character, which shows when the text is asked for.
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
