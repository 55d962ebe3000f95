using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.PyTorch;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Checkpoints.Models;

/// <summary>A format of weight files: how they are named and how their inventory is read.</summary>
/// <param name="IndexName">The name of the index over several files.</param>
/// <param name="Extension">What the name of each of several files ends with.</param>
/// <param name="Read">Reads the tensors of a file; the data is not read.</param>
internal sealed record WeightFormat(string IndexName, string Extension, Func<IReadableFile, ImmutableArray<TensorEntry>> Read)
{
    /// <summary>The format of model directories.</summary>
    public static WeightFormat Safetensors { get; } = new(ShardIndex.FileName, ".safetensors", file => SafetensorsReader.Read(file).Tensors);

    /// <summary>The format of older model directories, for those who ask for it.</summary>
    public static WeightFormat PyTorch { get; } = new(PyTorchWeights.IndexName, ".bin", PyTorchReader.Read);
}
