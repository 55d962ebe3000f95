using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Adapters;

/// <summary>Puts together what an adapter makes of a stored tensor.</summary>
internal static class AdaptedTensor
{
    public static ITensorContent ContentOf(StoredTensor tensor, AdapterUpdate update)
    {
        ITensorContent content = update.Replacement is { } replacement ? new ReplacedContent(tensor, replacement) : new StoredContent(tensor);
        content = update.LowRank is { } lowRank ? new AdaptedContent(content, tensor, lowRank) : content;
        return update.Bias is { } bias ? new BiasedContent(content, bias) : content;
    }
}
