using System.Globalization;

namespace MergeBuild.Merging.Recipes;

/// <summary>Names of models within a recipe.</summary>
internal static class ModelNames
{
    /// <summary>The name itself, or with <c>#2</c>, <c>#3</c> and so on where it is taken.</summary>
    public static string MakeDistinct(string name, IEnumerable<string> taken)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        var distinct = name;
        for (var count = 2; names.Contains(distinct); count++)
        {
            distinct = string.Create(CultureInfo.InvariantCulture, $"{name}#{count}");
        }

        return distinct;
    }
}
