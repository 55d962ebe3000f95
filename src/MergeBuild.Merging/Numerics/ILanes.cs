namespace MergeBuild.Merging.Numerics;

/// <summary>
/// A few float32 numbers side by side. A formula is written once over this interface; <see cref="VectorLanes"/> runs it
/// 16 numbers at a time and <see cref="ScalarLanes"/>, the twin that tests compare with, one at a time. Every operation
/// works on each number alone and rounds it once, so both give the same bits on every machine.
/// Masks are numbers whose bits are all set or all clear.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(float* source);

    /// <summary>Loads numbers that are stored as bfloat16, the upper halves of float32.</summary>
    static abstract TSelf Load(ushort* source);

    static abstract TSelf Of(float value);

    static abstract void Store(TSelf value, float* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf Magnitude(TSelf value);

    static abstract TSelf IsGreater(TSelf left, TSelf right);

    static abstract TSelf IsGreaterOrEqual(TSelf left, TSelf right);

    /// <summary>Takes <paramref name="ifTrue"/> where the mask is set, else <paramref name="ifFalse"/>.</summary>
    static abstract TSelf Choose(TSelf mask, TSelf ifTrue, TSelf ifFalse);
}
