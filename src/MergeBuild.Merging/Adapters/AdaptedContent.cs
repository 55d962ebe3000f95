using System.Globalization;
using MergeBuild.Checkpoints.Adapters;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Engine;
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

    public string Identity(Func<ModelShard, string> fileDigest)
    {
        var (rows, columns) = Dimensions();
        var scaling = update.Scaling.ToString("R", CultureInfo.InvariantCulture);
        var magnitude = update.Magnitude is { } stored ? new StoredContent(stored).Identity(fileDigest) : "none";
        return string.Create(CultureInfo.InvariantCulture,
            $"lora/1 {rows} {columns} rank {update.Rank} scaling {scaling} {(update.IsTransposed ? "transposed" : "plain")} of ({inner.Identity(fileDigest)}) A ({new StoredContent(update.A).Identity(fileDigest)}) B ({new StoredContent(update.B).Identity(fileDigest)}) m ({magnitude})");
    }

    public void Release()
    {
        lock (_lock)
        {
            _loaded = null;
        }

        inner.Release();
    }

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
