using System.Runtime.Intrinsics;

namespace MergeBuild.Checkpoints.Numbers;

/// <summary>A 16-bit floating-point format: each conversion once for a number and once, the same, for 16 of them.</summary>
internal interface IHalfWidthFormat
{
    static abstract float Widen(ushort bits);

    static abstract Vector512<float> Widen(Vector512<uint> bits);

    /// <summary>Rounds to nearest, ties to even; overflow becomes infinity.</summary>
    static abstract ushort Narrow(float value);

    static abstract Vector512<uint> Narrow(Vector512<float> value);
}
