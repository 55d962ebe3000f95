using System.Text.Json;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Texts;

/// <summary>A JSON array of texts.</summary>
internal static class TextList
{
    /// <summary>The texts. An escape that is half a surrogate pair stands for U+FFFD.</summary>
    /// <exception cref="MergeBuildException">MB4013: it is no such array.</exception>
    public static IReadOnlyList<string> Read(string name, byte[] bytes)
    {
        LoneSurrogates.Replace(bytes);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw DiagnosticTable.TextListInvalid.Exception(name, "it is not an array.");
            }

            return [.. document.RootElement.EnumerateArray().Select((item, index) => item.ValueKind == JsonValueKind.String
                ? item.GetString()!
                : throw DiagnosticTable.TextListInvalid.Exception(name, $"item {index} is not a text."))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw DiagnosticTable.TextListInvalid.Exception(name, exception.Message);
        }
    }
}
