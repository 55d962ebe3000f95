using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>The cap under a key.</summary>
internal static class SoftCap
{
    /// <summary>The cap; 0 for none, which a file says with null.</summary>
    public static float Read(ModelSettings settings, string key, double absent) =>
        settings.Keys.Contains(key) ? (float)(settings.PositiveOrNull(key) ?? 0) : (float)absent;
}
