using System.Runtime.CompilerServices;

namespace MergeBuild.Merging.Numerics;

/// <summary>The operands of a formula at one place of a block.</summary>
internal readonly unsafe ref struct Elements<TLanes>(float* baseModel, float** experts, nint offset)
    where TLanes : struct, ILanes<TLanes>
{
    private readonly float* _baseModel = baseModel;
    private readonly float** _experts = experts;
    private readonly nint _offset = offset;

    /// <summary>The base model's elements.</summary>
    public TLanes Base
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Load(_baseModel + _offset);
    }

    /// <summary>The elements of another array of the block's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load(float* array) => TLanes.Load(array + _offset);

    /// <summary>An expert's elements.</summary>
    public TLanes this[int expert]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Load(_experts[expert] + _offset);
    }
}
