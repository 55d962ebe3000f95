namespace MergeBuild.Evaluation.Numerics;

/// <summary>Where the parts of IEEE 754 binary16 lie, and where they go in binary32.</summary>
internal static class Float16Bits
{
    public const uint MagnitudeMask = 0x7FFF;
    public const uint SignMask = 0x8000;
    public const uint Infinity = 0x7F800000;
    public const int MantissaShift = 23 - 10;

    /// <summary>The least magnitude, moved to its place in a float, that is an infinity or NaN.</summary>
    public const uint SpecialFrom = 0x7C00u << MantissaShift;

    /// <summary>2^(127−15), the difference of the biases.</summary>
    public const float Rebias = 5.192296858534828e33f;
}
