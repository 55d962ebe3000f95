using System.Runtime.CompilerServices;

namespace MergeBuild.Merging.Numerics;

/// <summary>The operands of a formula at one place of a block.</summary>
/// <param name="operands">The base model's array and then each expert's.</param>
/// <param name="stored">The same as bfloat16, or null for those that are float32.</param>
/// <param name="kept">Room for a vector of each expert.</param>
/// <param name="offset">The place.</param>
internal readonly unsafe ref struct Elements<TLanes>(float** operands, ushort** stored, float* kept, nint offset)
    where TLanes : struct, ILanes<TLanes>
{
    private readonly float** _operands = operands;
    private readonly ushort** _stored = stored;
    private readonly float* _kept = kept;
    private readonly nint _offset = offset;

    /// <summary>The base model's elements.</summary>
    public TLanes Base
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operand(0);
    }

    /// <summary>The elements of another array of the block's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load(float* array) => TLanes.Load(array + _offset);

    /// <summary>Keeps something of an expert that takes longer to compute again than to fetch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(int expert, TLanes value) => TLanes.Store(value, _kept + (expert * TLanes.Count));

    /// <summary>What was kept of an expert at this place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Kept(int expert) => TLanes.Load(_kept + (expert * TLanes.Count));

    /// <summary>An expert's elements.</summary>
    public TLanes this[int expert]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operand(expert + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Operand(int index)
    {
        var stored = _stored[index];
        return stored == null ? TLanes.Load(_operands[index] + _offset) : TLanes.Load(stored + _offset);
    }
}
