using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Tokenization.PostProcessing;

/// <summary>
/// <c>TemplateProcessing</c> for one text, and <c>BertProcessing</c> and <c>RobertaProcessing</c>, which are templates with
/// one token on either side.
/// </summary>
/// <param name="parts">The ids of special tokens; null stands for the text.</param>
internal sealed class Template(ImmutableArray<int[]?> parts) : IPostProcessor
{
    public List<int> Process(List<int> ids, bool addSpecialTokens)
    {
        var result = new List<int>(ids.Count + parts.Length);
        foreach (var part in parts)
        {
            if (part is null)
            {
                result.AddRange(ids);
            }
            else if (addSpecialTokens)
            {
                result.AddRange(part);
            }
        }

        return result;
    }
}
