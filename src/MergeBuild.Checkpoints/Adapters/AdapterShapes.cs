using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>The shapes and types that an adapter's tensors must have.</summary>
internal static class AdapterShapes
{
    /// <summary>Factors are held in memory while a tensor is merged, in float32 and float64.</summary>
    public const long MaximumFactorElements = 1L << 28;

    /// <summary>The shape of A: rank × inputs; of a convolution, rank × channels × kernel.</summary>
    public static ImmutableArray<long> OfA(StoredTensor weight, int rank, bool transposed)
    {
        var shape = weight.Entry.Shape;
        return transposed ? [rank, .. shape.Take(1)] : [rank, .. shape.Skip(1)];
    }

    /// <summary>The shape of B: outputs × rank, and for a convolution a kernel of ones.</summary>
    public static ImmutableArray<long> OfB(StoredTensor weight, int rank, bool transposed)
    {
        var shape = weight.Entry.Shape;
        return transposed ? [.. shape.Skip(1), rank] : [.. shape.Take(1), rank, .. shape.Skip(2).Select(_ => 1L)];
    }

    /// <summary>A tensor has the shape of the base's.</summary>
    public static void CheckEqual(AdapterDirectory adapter, StoredTensor tensor, StoredTensor baseTensor)
    {
        if (!tensor.Entry.Shape.SequenceEqual(baseTensor.Entry.Shape))
        {
            throw DiagnosticTable.AdapterShapeMismatch.Exception(adapter.Weights.Path, tensor.Entry.Name, ShapeText.Of(tensor.Entry.Shape),
                ShapeText.Of(baseTensor.Entry.Shape), $"'{baseTensor.Entry.Name}' in the base");
        }
    }

    /// <summary>Arithmetic is defined on the type.</summary>
    public static void CheckMergeable(StoredTensor tensor)
    {
        if (!tensor.Entry.DType.IsMergeable())
        {
            throw DiagnosticTable.AdapterDTypeNotMergeable.Exception(tensor.Shard.Path, tensor.Entry.Name, tensor.Entry.DType);
        }
    }

    /// <summary>A factor can be held in memory.</summary>
    public static void CheckFactor(StoredTensor factor)
    {
        CheckMergeable(factor);
        if (factor.Entry.ElementCount > MaximumFactorElements)
        {
            throw DiagnosticTable.AdapterFactorTooLarge.Exception(
                factor.Shard.Path, factor.Entry.Name, factor.Entry.ElementCount, MaximumFactorElements);
        }
    }
}
