using System.Runtime.CompilerServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>IEEE 754 binary32.</summary>
internal readonly unsafe struct Float32Weights : IWeightFormat
{
    public static int ByteSize => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(byte* elements, nint index)
        where TLanes : struct, ILanes<TLanes> => TLanes.Load((float*)elements + index);
}

/// <summary>bfloat16.</summary>
internal readonly unsafe struct BFloat16Weights : IWeightFormat
{
    public static int ByteSize => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(byte* elements, nint index)
        where TLanes : struct, ILanes<TLanes> => TLanes.LoadBFloat16((ushort*)elements + index);
}

/// <summary>IEEE 754 binary16.</summary>
internal readonly unsafe struct Float16Weights : IWeightFormat
{
    public static int ByteSize => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(byte* elements, nint index)
        where TLanes : struct, ILanes<TLanes> => TLanes.LoadFloat16((ushort*)elements + index);
}
