using System.Collections.Immutable;

namespace MergeBuild.Merging.Parameters;

/// <summary>Parameters as written at one level of a recipe: name to value.</summary>
public sealed class ParameterSet(ImmutableArray<ParameterAssignment> assignments)
{
    /// <summary>No parameters.</summary>
    public static ParameterSet Empty { get; } = new([]);

    /// <summary>The assignments in the order written; each name once.</summary>
    public ImmutableArray<ParameterAssignment> Assignments => assignments;

    /// <summary>The value of a parameter at this level, or null.</summary>
    public ParameterValue? Find(string name)
    {
        foreach (var assignment in assignments)
        {
            if (assignment.Name == name)
            {
                return assignment.Value;
            }
        }

        return null;
    }
}
