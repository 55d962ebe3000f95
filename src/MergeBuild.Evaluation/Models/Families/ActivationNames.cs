using MergeBuild.Evaluation.Models.Loading;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>Activation functions as <c>config.json</c> names them.</summary>
internal static class ActivationNames
{
    /// <summary>Reads the function under a key.</summary>
    public static ActivationKind Read(ModelSettings settings, string key, string absent) => (settings.Text(key) ?? absent) switch
    {
        "silu" or "swish" => ActivationKind.Silu,
        "gelu" or "gelu_python" => ActivationKind.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" or "gelu_python_tanh" => ActivationKind.TanhGelu,
        "quick_gelu" => ActivationKind.QuickGelu,
        "relu" => ActivationKind.Relu,
        "tanh" => ActivationKind.Tanh,
        _ => throw settings.NotSupported(key, "known are silu, swish, gelu, gelu_new, gelu_fast, gelu_pytorch_tanh, quick_gelu, relu and tanh"),
    };
}
