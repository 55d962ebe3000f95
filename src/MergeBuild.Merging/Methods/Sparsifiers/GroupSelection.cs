using System.Buffers;

namespace MergeBuild.Merging.Methods.Sparsifiers;

/// <summary>
/// Keeps, of every m neighbours in a row, the n of the largest magnitude; of equal ones, those with the lowest index. A
/// group at the end of a row that is shorter than m keeps ⌈n·length/m⌉.
/// </summary>
internal sealed class GroupSelection(int rowLength, int n, int m)
{
    private const uint MagnitudeBits = 0x7FFFFFFF;

    /// <summary>Clears what is not kept of whole rows.</summary>
    public void Keep(Span<float> rows)
    {
        var length = Math.Min(rowLength, m);
        var order = ArrayPool<ulong>.Shared.Rent(length);
        for (var row = 0; row < rows.Length; row += rowLength)
        {
            for (var start = 0; start < rowLength; start += m)
            {
                Keep(rows.Slice(row + start, Math.Min(m, rowLength - start)), order);
            }
        }

        ArrayPool<ulong>.Shared.Return(order);
    }

    private void Keep(Span<float> group, ulong[] buffer)
    {
        var kept = (int)((((long)n * group.Length) + m - 1) / m);
        if (kept == group.Length)
        {
            return;
        }

        // The complement of the magnitude, so that ascending order has the largest first, and then the lowest index.
        var order = buffer.AsSpan(0, group.Length);
        for (var i = 0; i < group.Length; i++)
        {
            var magnitude = BitConverter.SingleToUInt32Bits(group[i]) & MagnitudeBits;
            order[i] = ((ulong)(MagnitudeBits - magnitude) << 32) | (uint)i;
        }

        order.Sort();
        foreach (var key in order[kept..])
        {
            group[(int)(uint)key] = 0;
        }
    }
}
