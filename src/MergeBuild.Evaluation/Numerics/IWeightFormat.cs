namespace MergeBuild.Evaluation.Numerics;

/// <summary>How weights lie in memory; they are widened, exactly, when they are used.</summary>
internal unsafe interface IWeightFormat
{
    static abstract int ByteSize { get; }

    /// <summary>Widens the elements from an index on.</summary>
    static abstract TLanes Load<TLanes>(byte* elements, nint index)
        where TLanes : struct, ILanes<TLanes>;
}
