using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>What a family's declaration may look at.</summary>
/// <param name="Settings">The configuration.</param>
/// <param name="HasTensor">Whether the checkpoint has a tensor of a name.</param>
internal sealed record FamilyContext(ModelSettings Settings, Func<string, bool> HasTensor);
