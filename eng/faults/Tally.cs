namespace MergeBuild.Faults;

/// <summary>How often something was done, how it ended, and what did not hold.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);

    public int Times { get; private set; }

    public int Survived { get; private set; }

    /// <summary>What did not hold, once for each time.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The ends with their counts, the most frequent first.</summary>
    public string Outcome => string.Join(", ", _ends.OrderByDescending(end => end.Value).Select(end => $"{end.Value} {end.Key}"));

    /// <summary>Counts one time.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="problem">What did not hold, or null.</param>
    public void Add(string end, string? problem)
    {
        Times++;
        _ends[end] = _ends.GetValueOrDefault(end) + 1;
        if (problem is null)
        {
            Survived++;
        }
        else
        {
            Problems.Add($"{end}: {problem}");
        }
    }
}
