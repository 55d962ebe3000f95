using System.Globalization;
using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>The names of a classifier's labels.</summary>
internal static class LabelReader
{
    // transformers leaves id2label out of the file when it has the two names that these are.
    private const int AbsentCount = 2;

    /// <summary>By index, as <c>id2label</c> has them; <c>LABEL_0</c> and so on where the file is silent.</summary>
    public static string[] Read(ModelSettings settings)
    {
        if (settings.Section("id2label") is not { } section)
        {
            return [.. Enumerable.Range(0, settings.Parts("num_labels", AbsentCount)).Select(index => $"LABEL_{index.ToString(CultureInfo.InvariantCulture)}")];
        }

        var count = section.Keys.Count();
        return [.. Enumerable.Range(0, count).Select(index => section.Text(index.ToString(CultureInfo.InvariantCulture))
            ?? throw settings.Invalid("id2label", $"an object with a name under each index from 0 to {count - 1}"))];
    }
}
