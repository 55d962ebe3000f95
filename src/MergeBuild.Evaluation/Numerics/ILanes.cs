namespace MergeBuild.Evaluation.Numerics;

/// <summary>
/// A few float32 numbers side by side. Kernels are written once over this interface: at the width of the processor's
/// registers, and one number at a time with <see cref="ScalarLanes"/>, the twin that tests compare with. Each operation
/// works on each number alone and rounds it once, so every width gives the same bits.
/// Masks are numbers whose bits are all set or all clear.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Numbers side by side; divides <see cref="PackedMatrix.PanelWidth"/>.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(float* source);

    /// <summary>Loads bfloat16, the upper halves of float32.</summary>
    static abstract TSelf LoadBFloat16(ushort* source);

    /// <summary>Loads IEEE 754 binary16.</summary>
    static abstract TSelf LoadFloat16(ushort* source);

    static abstract TSelf Of(float value);

    static abstract void Store(TSelf value, float* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf Magnitude(TSelf value);

    static abstract TSelf IsGreater(TSelf left, TSelf right);

    /// <summary>Takes <paramref name="ifTrue"/> where the mask is set, else <paramref name="ifFalse"/>.</summary>
    static abstract TSelf Choose(TSelf mask, TSelf ifTrue, TSelf ifFalse);

    /// <summary>The number whose exponent bits are the lowest eight bits of the given one, and whose others are clear.</summary>
    static abstract TSelf WithExponentOfLowestBits(TSelf value);
}
