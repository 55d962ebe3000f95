using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace MergeBuild.Evaluation.Harness;

/// <summary>
/// JSON as Python writes it: strict but for the words NaN, Infinity and -Infinity, which become strings of the same letters.
/// </summary>
internal static class PythonJson
{
    private static readonly string[] Words = ["-Infinity", "Infinity", "NaN"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">It is not JSON, or not UTF-8.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw new JsonException("It is not valid UTF-8.");
        }

        try
        {
            // The words are rare, and nearly always what makes a file of the harness unreadable.
            return Parse(bytes);
        }
        catch (JsonException) when (bytes.IndexOf("NaN"u8) >= 0 || bytes.IndexOf("Infinity"u8) >= 0)
        {
            return Parse(Encoding.UTF8.GetBytes(Quote(Encoding.UTF8.GetString(bytes))));
        }
    }

    // Names that are twice there, and names with half a character, are other exceptions.
    private static JsonNode? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: Strict);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    // Puts the words in quotation marks where they do not stand inside of a string.
    private static string Quote(string text)
    {
        var result = new StringBuilder(text.Length);
        var inString = false;
        for (var index = 0; index < text.Length; index++)
        {
            var word = inString ? null : Array.Find(Words, word => string.CompareOrdinal(text, index, word, 0, word.Length) == 0);
            if (word is not null)
            {
                result.Append('"').Append(word).Append('"');
                index += word.Length - 1;
                continue;
            }

            result.Append(text[index]);
            if (inString && text[index] == '\\' && index + 1 < text.Length)
            {
                result.Append(text[++index]);
            }
            else if (text[index] == '"')
            {
                inString = !inString;
            }
        }

        return result.ToString();
    }
}
