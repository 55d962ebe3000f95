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
    private readonly float* _base;
    private int _unitLength;

    public BlockOperands(int blockLength, int expertCount)
    {
        _expertCount = expertCount;
        _base = Allocate(blockLength);
        Result = Allocate(blockLength);
        _experts = (float**)NativeMemory.Alloc((nuint)expertCount, (nuint)sizeof(float*));
        for (var i = 0; i < expertCount; i++)
        {
            _experts[i] = Allocate(blockLength);
        }
    }

    /// <summary>Index in the tensor of the block's first element; the first of a unit.</summary>
    public long FirstElement { get; private set; }

    /// <summary>Elements in the block.</summary>
    public int Count { get; private set; }

    public float* BasePointer => _base;

    public float** ExpertPointers => _experts;

    public float* Result { get; }

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
        _unitLength = unitLength;
        FirstElement = firstElement;
        Count = count;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_base);
        NativeMemory.AlignedFree(Result);
        for (var i = 0; i < _expertCount; i++)
        {
            NativeMemory.AlignedFree(_experts[i]);
        }

        NativeMemory.Free(_experts);
    }

    private static float* Allocate(int length) => (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);
}
