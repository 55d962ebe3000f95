using System.Collections.Immutable;

namespace MergeBuild.Merging.Parameters;

/// <summary>
/// A parameter's value in any of its forms, as one: a list of conditions, of which the first whose filter matches
/// counts. A scalar is one condition without a filter; a gradient is a condition with several values.
/// </summary>
/// <param name="Conditions">The conditions in order; at least one.</param>
public sealed record ParameterValue(ImmutableArray<ParameterCondition> Conditions)
{
    /// <summary>The value for a tensor, or null when no filter matches.</summary>
    /// <param name="tensorName">The tensor that filters are compared with.</param>
    /// <param name="position">Where the tensor's layer lies in its slice, from 0 to 1.</param>
    public string? Resolve(string tensorName, double position)
    {
        foreach (var condition in Conditions)
        {
            if (condition.Matches(tensorName))
            {
                return condition.At(position);
            }
        }

        return null;
    }
}
