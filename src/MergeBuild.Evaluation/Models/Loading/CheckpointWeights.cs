using System.Collections.Concurrent;
using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>
/// The tensors of a model directory on their way into memory: each is claimed once, with the shape that the configuration
/// calls for; matrices are read at the end, in parallel, and none may be left over.
/// </summary>
internal sealed class CheckpointWeights : IDisposable
{
    private readonly ModelDirectory _directory;
    private readonly ImmutableDictionary<string, IReadableFile> _shards;
    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);
    private readonly List<MatrixReading> _readings = [];

    /// <summary>Opens the weight files.</summary>
    public CheckpointWeights(ModelDirectory directory, IFileSystem files)
    {
        _directory = directory;
        _shards = directory.Shards.ToImmutableDictionary(shard => shard.Name, shard => ModelDirectory.OpenShard(shard, files));
    }

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Has(string name) => _directory.Tensors.ContainsKey(name);

    /// <summary>Claims a tensor without reading it, such as a head that repeats the embedding.</summary>
    public void Ignore(string name) => _claimed.Add(name);

    /// <summary>The type that a tensor's numbers have in memory.</summary>
    public DType TypeInMemory(string name) => Find(name).Entry.DType switch
    {
        DType.BF16 => DType.BF16,
        DType.F16 => DType.F16,
        DType.F32 or DType.F64 => DType.F32,
        var other => throw DiagnosticTable.ModelTensorType.Exception(Find(name).Shard.Path, name, other.ToString()),
    };

    /// <summary>A vector, widened.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="first">The first element taken.</param>
    /// <param name="count">How many are taken.</param>
    /// <param name="stored">How many the tensor has.</param>
    public float[] Vector(string name, int first, int count, int stored)
    {
        var tensor = Find(name, stored);
        _ = TypeInMemory(name);
        var size = tensor.Entry.DType.ByteSize();
        var bytes = new byte[count * size];
        _shards[tensor.Shard.Name].ReadExactly(bytes, tensor.Entry.Offset + ((long)first * size));
        var numbers = new float[count];
        DTypeConversion.Widen(tensor.Entry.DType, bytes, numbers);
        return numbers;
    }

    /// <summary>A matrix, which holds its numbers once <see cref="ReadAll"/> returns.</summary>
    public PackedMatrix Matrix(ProjectionSource source)
    {
        var stored = source.StoredOutputs ?? source.Outputs;
        var tensor = source.IsTransposed ? Find(source.Name, source.Inputs, stored) : Find(source.Name, stored, source.Inputs);
        var matrix = new PackedMatrix(TypeInMemory(source.Name), source.Outputs, source.Inputs);
        _readings.Add(new MatrixReading(_shards[tensor.Shard.Name], tensor.Entry, source, matrix));
        return matrix;
    }

    /// <summary>Reads all matrices with several threads; memory beyond the matrices is one block a thread.</summary>
    public void ReadAll(Workers workers, CancellationToken cancellation)
    {
        var pieces = _readings.SelectMany(reading => reading.Pieces).ToArray();
        var failures = new ConcurrentQueue<Exception>();
        workers.Run(pieces.Length, index =>
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                if (failures.IsEmpty)
                {
                    pieces[index]();
                }
            }
            catch (Exception exception) when (exception is MergeBuildException or OperationCanceledException)
            {
                failures.Enqueue(exception);
            }
        });
        if (failures.TryDequeue(out var failure))
        {
            throw failure;
        }
    }

    /// <summary>Refuses tensors that nothing claimed and that are not <paramref name="harmless"/>.</summary>
    public void CheckAllUsed(string modelType, Func<string, bool> harmless)
    {
        var left = _directory.Tensors.Keys.Where(name => !_claimed.Contains(name) && !harmless(name))
            .Order(NaturalOrder.Instance).ToArray();
        if (left.Length > 0)
        {
            throw DiagnosticTable.ModelTensorUnused.Exception(_directory.Path, left[0], modelType, left.Length);
        }
    }

    public void Dispose()
    {
        foreach (var shard in _shards.Values)
        {
            shard.Dispose();
        }
    }

    private StoredTensor Find(string name) =>
        _directory.Tensors.GetValueOrDefault(name) ?? throw DiagnosticTable.ModelTensorMissing.Exception(_directory.Path, name);

    private StoredTensor Find(string name, params long[] shape)
    {
        var tensor = Find(name);
        _claimed.Add(name);
        return tensor.Entry.Shape.AsSpan().SequenceEqual(shape)
            ? tensor
            : throw DiagnosticTable.ModelTensorShape.Exception(tensor.Shard.Path, name, ShapeText.Of(tensor.Entry.Shape), ShapeText.Of(shape));
    }
}
