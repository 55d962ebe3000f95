namespace MergeBuild.Diagnostics;

/// <summary>Finds the name that a user most likely meant.</summary>
public static class Suggestion
{
    // The table of distances grows with the length, and a hostile file can write names of any length.
    private const int MaximumLength = 100;

    /// <summary>
    /// A clause for the end of a message: <c>; did you mean 'density'?</c> for a near miss, else
    /// <c>; allowed are a, b, c</c>.
    /// </summary>
    public static string For(string written, IEnumerable<string> allowed)
    {
        var names = allowed.Order(StringComparer.Ordinal).ToArray();
        return Nearest(written, names) is { } nearest
            ? $"; did you mean '{nearest}'?"
            : names.Length == 0 ? "; none is allowed here" : $"; allowed are {string.Join(", ", names)}";
    }

    /// <summary>The allowed name within a few typing errors of <paramref name="written"/>, or null.</summary>
    public static string? Nearest(string written, IEnumerable<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(written);
        if (written.Length > MaximumLength)
        {
            return null;
        }

        var folded = Fold(written);
        var limit = Math.Max(1, folded.Length / 3);
        return allowed
            .Select(name => (name, folded: Fold(name)))
            .Where(candidate => Math.Abs(candidate.folded.Length - folded.Length) <= limit)
            .Select(candidate => (candidate.name, distance: EditDistance(folded, candidate.folded), length: candidate.folded.Length))

            // A distance of the whole length means that the names share nothing.
            .Where(candidate => candidate.distance <= limit && candidate.distance < Math.Max(candidate.length, folded.Length))
            .OrderBy(candidate => candidate.distance)
            .ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    // "Density", "DENSITY" and "den-sity" are the same typing intention.
    private static string Fold(string name) =>
        new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each cost one.
    private static int EditDistance(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                distance[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1,
                    distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[a.Length, b.Length];
    }
}
