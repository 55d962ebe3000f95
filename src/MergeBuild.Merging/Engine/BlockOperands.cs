using System.Runtime.InteropServices;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// One worker's float32 buffers: the same range of elements of the base model and of each expert. A method may
/// overwrite the experts' elements; the next block is read anew.
/// </summary>
internal sealed unsafe class BlockOperands : IDisposable
{
    private const nuint Alignment = 64;

    private readonly float** _experts;
    private readonly int _expertCount;
    private float* _base;
    private int _capacity;
    private int _unitLength;

    public BlockOperands(int blockLength, int expertCount)
    {
        _expertCount = expertCount;
        _experts = (float**)NativeMemory.AllocZeroed((nuint)expertCount, (nuint)sizeof(float*));
        Reserve(blockLength);
    }

    /// <summary>Index in the tensor of the block's first element; the first of a unit.</summary>
    public long FirstElement { get; private set; }

    /// <summary>Elements in the block.</summary>
    public int Count { get; private set; }

    public float* BasePointer => _base;

    public float** ExpertPointers => _experts;

    public float* Result { get; private set; }

    public Span<float> ResultSpan => new(Result, Count);

    public Span<float> Base => new(_base, Count);

    public Span<float> Expert(int index) => new(_experts[index], Count);

    /// <summary>The units in the block.</summary>
    public UnitEnumerator Units => new(FirstElement, Count, _unitLength);

    public Span<float> BaseOf(Unit unit) => new(_base + unit.Start, unit.Length);

    public Span<float> ExpertOf(int index, Unit unit) => new(_experts[index] + unit.Start, unit.Length);

    public Span<float> ResultOf(Unit unit) => new(Result + unit.Start, unit.Length);

    public void Begin(long firstElement, int count, int unitLength)
    {
        Reserve(count);
        _unitLength = unitLength;
        FirstElement = firstElement;
        Count = count;
    }

    public void Dispose()
    {
        Free();
        NativeMemory.Free(_experts);
    }

    // Only a thread that meets a long block, such as a whole matrix, holds buffers of that length.
    private void Reserve(int length)
    {
        if (length <= _capacity)
        {
            return;
        }

        Free();
        _capacity = length;
        _base = Allocate(length);
        Result = Allocate(length);
        for (var i = 0; i < _expertCount; i++)
        {
            _experts[i] = Allocate(length);
        }
    }

    private void Free()
    {
        _capacity = 0;
        Free(ref _base);
        NativeMemory.AlignedFree(Result);
        Result = null;
        for (var i = 0; i < _expertCount; i++)
        {
            Free(ref _experts[i]);
        }
    }

    // Cleared, since an allocation that fails halfway leaves the rest to Dispose.
    private static void Free(ref float* buffer)
    {
        NativeMemory.AlignedFree(buffer);
        buffer = null;
    }

    private static float* Allocate(int length) => (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);
}
