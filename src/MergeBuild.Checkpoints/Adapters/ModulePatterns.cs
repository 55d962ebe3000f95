using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>
/// Values by module path. A pattern is a regular expression for the end of the path, from a dot or the beginning on;
/// the first that matches counts.
/// </summary>
public sealed class ModulePatterns<T>
{
    private readonly ImmutableArray<(Regex Pattern, T Value)> _patterns;

    internal ModulePatterns(IEnumerable<(Regex Pattern, T Value)> patterns) => _patterns = [.. patterns];

    /// <summary>Finds the value for a module.</summary>
    public bool TryFind(string module, out T? value)
    {
        foreach (var (pattern, candidate) in _patterns)
        {
            if (pattern.IsMatch(module))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
