using System.Collections.Immutable;

namespace MergeBuild.Merging.Parameters;

/// <summary>Resolved parameters: a number for each name. Booleans are 0 and 1, choices the index of the chosen name.</summary>
public sealed class ParameterValues(ImmutableSortedDictionary<string, double> values)
{
    /// <summary>The values by name, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, double> Values => values;

    /// <summary>The value of a parameter that is optional and was not given is not a number.</summary>
    public double this[string name] => values.GetValueOrDefault(name, double.NaN);

    /// <summary>Whether a boolean parameter is true.</summary>
    public bool IsTrue(string name) => this[name] != 0;
}
