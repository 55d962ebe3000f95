using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Merging.Output;

/// <summary>A range of the result that lies in a file of the last build.</summary>
/// <param name="Offset">Where it begins in the result.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Source">The file.</param>
/// <param name="SourceOffset">Where it begins there.</param>
internal readonly record struct ReusedRange(long Offset, long Length, IReadableFile Source, long SourceOffset)
{
    /// <summary>Joins ranges that follow one another in both files.</summary>
    public static List<ReusedRange> Join(IEnumerable<ReusedRange> ranges)
    {
        var joined = new List<ReusedRange>();
        foreach (var range in ranges.OrderBy(range => range.Offset))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Source == range.Source &&
                last.Offset + last.Length == range.Offset && last.SourceOffset + last.Length == range.SourceOffset)
            {
                joined[^1] = last with { Length = last.Length + range.Length };
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }

    /// <summary>The range in pieces of at most so many bytes.</summary>
    public IEnumerable<ReusedRange> Pieces(long longest)
    {
        for (var done = 0L; done < Length; done += longest)
        {
            yield return this with { Offset = Offset + done, SourceOffset = SourceOffset + done, Length = Math.Min(longest, Length - done) };
        }
    }
}
