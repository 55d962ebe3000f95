using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;

namespace MergeBuild.Testing.Models;

/// <summary>A tensor of a <see cref="TinyModel"/>.</summary>
/// <param name="Description">Name, dtype and shape.</param>
/// <param name="Bytes">The stored elements.</param>
public sealed record TinyTensor(TensorDescription Description, ImmutableArray<byte> Bytes)
{
    /// <summary>The tensor's name.</summary>
    public string Name => Description.Name;
}
