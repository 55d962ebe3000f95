namespace MergeBuild.Evaluation.Numerics;

/// <summary>The activation functions by name.</summary>
internal enum ActivationKind
{
    Silu,
    Gelu,
    TanhGelu,
    QuickGelu,
    Relu,
    Tanh,
}
