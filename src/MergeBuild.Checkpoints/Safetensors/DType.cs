namespace MergeBuild.Checkpoints.Safetensors;

// CS1591 Missing XML comment: the members are the specification's own names.
#pragma warning disable CS1591

/// <summary>
/// The element types of safetensors, in the order of the reference implementation, by which its writer sorts.
/// See https://github.com/huggingface/safetensors.
/// </summary>
public enum DType
{
    BOOL,
    F4,
    F6_E2M3,
    F6_E3M2,
    U8,
    I8,
    F8_E5M2,
    F8_E4M3,
    F8_E8M0,
    F8_E4M3FNUZ,
    F8_E5M2FNUZ,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    C64,
    F64,
    I64,
    U64,
}
