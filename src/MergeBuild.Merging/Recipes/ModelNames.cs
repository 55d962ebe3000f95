using System.Globalization;

namespace MergeBuild.Merging.Recipes;

/// <summary>Names of the models of a recipe, no two alike. The time for a name does not grow with how many there are.</summary>
internal sealed class ModelNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Names that are taken already.</summary>
    public ModelNames(params IEnumerable<string> taken) => _taken.UnionWith(taken);

    /// <summary>Whether a model has the name.</summary>
    public bool Contains(string name) => _taken.Contains(name);

    /// <summary>Takes the name itself, or with <c>#2</c>, <c>#3</c> and so on where it is taken.</summary>
    public string Take(string name)
    {
        var distinct = name;
        while (!_taken.Add(distinct))
        {
            var count = _next[name] = _next.GetValueOrDefault(name, 1) + 1;
            distinct = string.Create(CultureInfo.InvariantCulture, $"{name}#{count}");
        }

        return distinct;
    }
}
