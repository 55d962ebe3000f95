using System.Runtime.InteropServices;

namespace MergeBuild.Evaluation.Numerics;

/// <summary>A stretch of numbers that may be longer than a span.</summary>
internal readonly unsafe struct NativeSpan(float* start, long length)
{
    public void Clear() => NativeMemory.Clear(start, (nuint)length * sizeof(float));

    public static void Copy(float* source, float* destination, long count) =>
        NativeMemory.Copy(source, destination, (nuint)count * sizeof(float));
}
