using System.Globalization;

namespace MergeBuild.Diagnostics;

/// <summary>Shares as people read them, the same in messages, reports and cards, and in every culture.</summary>
public static class PercentText
{
    /// <summary>A share as a percentage with one digit behind the point: 0.8625 is <c>86.2 %</c>.</summary>
    /// <param name="share">1 for all of it.</param>
    public static string Of(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
}
