using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Adapters;

/// <summary>
/// Weights with a LoRA update: W₀ + s·B·A, computed for each block from the factors, and with magnitudes
/// m · (W₀ + s·B·A) / ‖W₀ + s·B·A‖. The factors are read when the first block is and held until the tensor is finished:
/// at most 12 · rank · (outputs + inputs) bytes.
/// </summary>
internal sealed class AdaptedContent(ITensorContent inner, StoredTensor weight, LowRankUpdate update) : ITensorContent
{
    private readonly Lock _lock = new();
    private LoadedUpdate? _loaded;

    public DType DType => inner.DType;

    public void Read(ParentFiles files, long firstElement, Span<float> destination, Span<byte> scratch)
    {
        var loaded = Load(files);
        inner.Read(files, firstElement, destination, scratch);
        loaded.Factors.AddTo(destination, firstElement, update.Scaling);
        loaded.Magnitudes?.Apply(destination, firstElement);
    }

    // Every element depends on a row of one factor and a column of the other; the factors are small, so all of them count.
    public void Describe(KeyWriter key, long firstElement, long count)
    {
        var (rows, columns) = Dimensions();
        key.Add("lora/1").Add(rows).Add(columns).Add(update.Rank).Add(update.Scaling).Add(update.IsTransposed ? "transposed" : "plain");
        Describe(key, update.A);
        Describe(key, update.B);
        if (update.Magnitude is { } magnitude)
        {
            // The norm of an output's weights takes in more of them than the range has.
            key.Add("magnitudes");
            Describe(key, magnitude);
            (firstElement, count) = (0, weight.Entry.ElementCount);
        }

        inner.Describe(key, firstElement, count);
    }

    public void Release()
    {
        lock (_lock)
        {
            _loaded = null;
        }

        inner.Release();
    }

    private static void Describe(KeyWriter key, StoredTensor stored) => new StoredContent(stored).Describe(key, 0, stored.Entry.ElementCount);

    private LoadedUpdate Load(ParentFiles files)
    {
        lock (_lock)
        {
            return _loaded ??= ReadUpdate(files);
        }
    }

    private LoadedUpdate ReadUpdate(ParentFiles files)
    {
        var (rows, columns) = Dimensions();
        var (a, b) = (StoredMatrix.Read(files, update.A), StoredMatrix.Read(files, update.B));
        var factors = update.IsTransposed
            ? new FactorPair(StoredMatrix.Transpose(a, update.Rank, rows), StoredMatrix.Transpose(b, columns, update.Rank), update.Rank, columns)
            : new FactorPair(b, a, update.Rank, columns);
        if (update.Magnitude is not { } magnitude)
        {
            return new LoadedUpdate(factors, null);
        }

        var norms = OutputNorms.Of(weight.Entry.ElementCount, columns, update.IsTransposed, (firstElement, elements, scratch) =>
        {
            inner.Read(files, firstElement, elements, scratch);
            factors.AddTo(elements, firstElement, update.Scaling);
        });
        return new LoadedUpdate(factors, new Magnitudes(StoredMatrix.Read(files, magnitude), norms, columns, update.IsTransposed));
    }

    // A convolution is a matrix of outputs × everything else.
    private (int Rows, int Columns) Dimensions()
    {
        var shape = weight.Entry.Shape;
        return (checked((int)shape[0]), checked((int)shape.Skip(1).Aggregate(1L, (product, dimension) => product * dimension)));
    }

    private sealed record LoadedUpdate(FactorPair Factors, Magnitudes? Magnitudes);
}
