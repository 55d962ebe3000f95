using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>Segments of several sequences that go through the layers together, row after row.</summary>
internal sealed class Batch
{
    private readonly int[] _segmentOfRow;

    /// <summary>Puts the segments one after the other.</summary>
    public Batch(IEnumerable<(SequenceState State, ReadOnlyMemory<int> Ids)> parts)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        foreach (var (state, ids) in parts)
        {
            segments.Add(new Segment(state, ids, RowCount));
            RowCount += ids.Length;
        }

        Segments = segments.ToImmutable();
        _segmentOfRow = new int[RowCount];
        for (var i = 0; i < Segments.Length; i++)
        {
            _segmentOfRow.AsSpan(Segments[i].FirstRow, Segments[i].Count).Fill(i);
        }
    }

    public ImmutableArray<Segment> Segments { get; }

    public int RowCount { get; }

    /// <summary>The segment that a row belongs to.</summary>
    public Segment SegmentOf(int row) => Segments[_segmentOfRow[row]];

    /// <summary>The index of the segment that a row belongs to.</summary>
    public int SegmentIndexOf(int row) => _segmentOfRow[row];

    /// <summary>The id of a row.</summary>
    public int IdOf(int row)
    {
        var segment = SegmentOf(row);
        return segment.Ids.Span[row - segment.FirstRow];
    }

    /// <summary>The position of a row in its sequence.</summary>
    public int PositionOf(int row)
    {
        var segment = SegmentOf(row);
        return segment.State.Length + row - segment.FirstRow;
    }

    /// <summary>Counts the rows as done in their sequences.</summary>
    public void Advance()
    {
        foreach (var segment in Segments)
        {
            segment.State.Advance(segment.Count);
        }
    }
}
