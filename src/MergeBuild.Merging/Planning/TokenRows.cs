using System.Buffers;
using System.Collections.Immutable;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// An embedding or head laid out by the result's tokens: each row is a stored row, a mean of several parents' rows, zero,
/// or, for padding, the mean of all the others. Only the rows of a block are read, neighbours at once.
/// </summary>
/// <param name="model">Index of the parent whose operand it is.</param>
/// <param name="contents">The tensor in each parent, by index; null where a parent does not have it.</param>
/// <param name="rowLength">Elements of a row.</param>
/// <param name="rows">
/// For each row of the result: a row of the parent's own from 0 up, <see cref="Padding"/>, or the complement of an index
/// in <paramref name="mixtures"/>, less one.
/// </param>
/// <param name="mixtures">Rows that are not the parent's own; a row without shares is zero.</param>
internal sealed class TokenRows(
    int model, ImmutableArray<ITensorContent?> contents, int rowLength, int[] rows, IReadOnlyList<RowShare[]> mixtures) : ITensorContent
{
    public const int Padding = -1;

    private const int MeanChunk = 1 << 16;

    private readonly Lock _meanLock = new();
    private float[]? _mean;
    private Blake3Digest? _meanDigest;

    public DType DType => contents[model]!.DType;

    /// <summary>The code of a mixture in the list of rows.</summary>
    public static int CodeOf(int mixture) => Padding - 1 - mixture;

    public void Read(ParentFiles files, long firstElement, Span<float> destination, Span<byte> scratch)
    {
        while (destination.Length > 0)
        {
            var (row, column) = ((int)(firstElement / rowLength), (int)(firstElement % rowLength));
            var count = rows[row] == Padding
                ? CopyMean(files, column, destination)
                : ReadRows(files, row, column, destination, scratch);
            destination = destination[count..];
            firstElement += count;
        }
    }

    public void Release()
    {
        foreach (var content in contents)
        {
            content?.Release();
        }
    }

    public void Describe(KeyWriter key, long firstElement, long count)
    {
        key.Add("rows").Add(rowLength).Add(firstElement % rowLength);
        var end = (firstElement + count + rowLength - 1) / rowLength;
        for (var row = firstElement / rowLength; row < end; row++)
        {
            if (rows[row] == Padding)
            {
                DescribeMean(key);
            }
            else
            {
                DescribeRow(key, (int)row);
            }
        }
    }

    // Reads the first row's rest, and with it whatever follows it both here and in its file.
    private int ReadRows(ParentFiles files, int row, int column, Span<float> destination, Span<byte> scratch)
    {
        if (Stored(row) is not { } stored)
        {
            var part = destination[..Math.Min(destination.Length, rowLength - column)];
            Mix(files, Mixture(rows[row]), column, part, scratch);
            return part.Length;
        }

        var wanted = (long)column + destination.Length;
        var count = 1;
        while ((long)count * rowLength < wanted && Stored(row + count) == (stored.Model, stored.Row + count))
        {
            count++;
        }

        var length = (int)Math.Min(destination.Length, ((long)count * rowLength) - column);
        contents[stored.Model]!.Read(files, ((long)stored.Row * rowLength) + column, destination[..length], scratch);
        return length;
    }

    private (int Model, int Row)? Stored(int row)
    {
        var code = rows[row];
        return code >= 0 ? (model, code)
            : code < Padding && Mixture(code) is [{ Weight: 1 } single] ? (single.Model, single.Row)
            : null;
    }

    private RowShare[] Mixture(int code) => mixtures[Padding - 1 - code];

    private void Mix(ParentFiles files, RowShare[] shares, int column, Span<float> destination, Span<byte> scratch)
    {
        var count = destination.Length;
        var elements = ArrayPool<float>.Shared.Rent(count);
        var sums = ArrayPool<double>.Shared.Rent(count);
        sums.AsSpan(0, count).Clear();
        foreach (var share in shares)
        {
            contents[share.Model]!.Read(files, ((long)share.Row * rowLength) + column, elements.AsSpan(0, count), scratch);
            for (var i = 0; i < count; i++)
            {
                sums[i] += share.Weight * elements[i];
            }
        }

        for (var i = 0; i < count; i++)
        {
            destination[i] = (float)sums[i];
        }

        ArrayPool<float>.Shared.Return(elements);
        ArrayPool<double>.Shared.Return(sums);
    }

    private int CopyMean(ParentFiles files, int column, Span<float> destination)
    {
        lock (_meanLock)
        {
            _mean ??= Mean(files);
        }

        var count = Math.Min(destination.Length, rowLength - column);
        _mean.AsSpan(column, count).CopyTo(destination);
        return count;
    }

    // One row after the other, so that the sum does not depend on who asks for it.
    private float[] Mean(ParentFiles files)
    {
        var sums = new double[rowLength];
        var chunk = new float[rowLength * Math.Max(1, MeanChunk / rowLength)];
        var scratch = new byte[chunk.Length * sizeof(double)];
        var summed = 0;
        for (var row = 0; row < rows.Length;)
        {
            var count = 0;
            while (row + count < rows.Length && rows[row + count] != Padding && (count + 1) * rowLength <= chunk.Length)
            {
                count++;
            }

            var elements = chunk.AsSpan(0, count * rowLength);
            Read(files, (long)row * rowLength, elements, scratch);
            for (var i = 0; i < elements.Length; i++)
            {
                sums[i % rowLength] += elements[i];
            }

            summed += count;
            row += Math.Max(1, count);
        }

        return [.. sums.Select(sum => (float)(sum / Math.Max(1, summed)))];
    }

    private void DescribeRow(KeyWriter key, int row)
    {
        RowShare[] shares = Stored(row) is { } stored ? [new RowShare(stored.Model, stored.Row, 1)] : Mixture(rows[row]);
        key.Add(shares.Length);
        foreach (var share in shares)
        {
            key.Add(share.Weight);
            contents[share.Model]!.Describe(key, (long)share.Row * rowLength, rowLength);
        }
    }

    // The mean takes in every other row; once their content is known its digest stands for them.
    private void DescribeMean(KeyWriter key)
    {
        lock (_meanLock)
        {
            _meanDigest ??= key.DigestOf(DescribeStoredRows);
            key.Add("mean").Add(_meanDigest);
        }
    }

    private void DescribeStoredRows(KeyWriter key)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] != Padding)
            {
                DescribeRow(key, row);
            }
        }
    }
}
