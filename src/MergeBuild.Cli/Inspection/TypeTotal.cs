using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Cli.Inspection;

/// <summary>The tensors of one dtype together.</summary>
/// <param name="DType">The type.</param>
/// <param name="TensorCount">How many tensors.</param>
/// <param name="ParameterCount">Their elements.</param>
/// <param name="ByteCount">Their bytes.</param>
internal sealed record TypeTotal(DType DType, int TensorCount, long ParameterCount, long ByteCount);
