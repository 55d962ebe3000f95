using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>How many experts a position has.</summary>
internal static class ChosenExperts
{
    public static int Read(ModelSettings settings, int experts, int absent)
    {
        var chosen = settings.Size("num_experts_per_tok", absent);
        return chosen <= experts ? chosen : throw settings.Invalid("num_experts_per_tok", $"a whole number from 1 to {experts}, the number of experts");
    }
}
