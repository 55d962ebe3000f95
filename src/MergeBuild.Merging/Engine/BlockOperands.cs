using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Numerics;

namespace MergeBuild.Merging.Engine;

/// <summary>
/// One worker's buffers: the same range of elements of the base model and of each expert, as float32, or as bfloat16
/// until somebody asks for float32; formulas read both. A method may overwrite the experts' elements; the next block is
/// read anew.
/// </summary>
internal sealed unsafe class BlockOperands : IDisposable
{
    private const nuint Alignment = 64;
    private const int BaseIndex = 0;

    private readonly int _operandCount;
    private readonly float** _elements;
    private readonly ushort** _storedBuffers;
    private int _capacity;
    private int _unitLength;

    public BlockOperands(int blockLength, int expertCount)
    {
        _operandCount = expertCount + 1;
        _elements = (float**)AllocatePointers();
        _storedBuffers = (ushort**)AllocatePointers();
        Stored = (ushort**)AllocatePointers();
        Kept = Allocate(expertCount * VectorLanes.Count);
        Reserve(blockLength);
    }

    /// <summary>Index in the tensor of the block's first element; the first of a unit.</summary>
    public long FirstElement { get; private set; }

    /// <summary>Elements in the block.</summary>
    public int Count { get; private set; }

    /// <summary>The base model's array and then each expert's.</summary>
    public float** Operands => _elements;

    /// <summary>The same as bfloat16; null for those that are float32 by now.</summary>
    public ushort** Stored { get; }

    /// <summary>Room for a vector of each expert, for formulas that go over the experts twice.</summary>
    public float* Kept { get; }

    public float* BasePointer => Pointer(BaseIndex);

    public float* Result { get; private set; }

    public Span<float> ResultSpan => new(Result, Count);

    public Span<float> Base => new(BasePointer, Count);

    public float* ExpertPointer(int index) => Pointer(index + 1);

    public Span<float> Expert(int index) => new(ExpertPointer(index), Count);

    /// <summary>The units in the block.</summary>
    public UnitEnumerator Units => new(FirstElement, Count, _unitLength);

    public Span<float> BaseOf(Unit unit) => new(BasePointer + unit.Start, unit.Length);

    public Span<float> ExpertOf(int index, Unit unit) => new(ExpertPointer(index) + unit.Start, unit.Length);

    public Span<float> ResultOf(Unit unit) => new(Result + unit.Start, unit.Length);

    public void Begin(long firstElement, int count, int unitLength)
    {
        Reserve(count);
        _unitLength = unitLength;
        FirstElement = firstElement;
        Count = count;
        new Span<nint>(Stored, _operandCount).Clear();
    }

    /// <summary>Where an operand's elements are to be written as bfloat16.</summary>
    /// <param name="operand">0 for the base, or an expert's index plus one.</param>
    public Span<byte> FillStored(int operand)
    {
        Stored[operand] = _storedBuffers[operand];
        return new Span<byte>(_storedBuffers[operand], Count * sizeof(ushort));
    }

    /// <summary>Where an operand's elements are to be written as float32, whatever they were.</summary>
    /// <param name="operand">0 for the base, or an expert's index plus one.</param>
    public Span<float> Fill(int operand)
    {
        Stored[operand] = null;
        return new Span<float>(_elements[operand], Count);
    }

    public void Dispose()
    {
        Free();
        NativeMemory.Free(_elements);
        NativeMemory.Free(_storedBuffers);
        NativeMemory.Free(Stored);
        NativeMemory.AlignedFree(Kept);
    }

    private float* Pointer(int operand)
    {
        if (Stored[operand] != null)
        {
            DTypeConversion.Widen(DType.BF16, new Span<byte>(Stored[operand], Count * sizeof(ushort)), new Span<float>(_elements[operand], Count));
            Stored[operand] = null;
        }

        return _elements[operand];
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
        Result = Allocate(length);
        for (var i = 0; i < _operandCount; i++)
        {
            _elements[i] = Allocate(length);
            _storedBuffers[i] = (ushort*)NativeMemory.AlignedAlloc((nuint)length * sizeof(ushort), Alignment);
        }
    }

    // Cleared, since an allocation that fails halfway leaves the rest to Dispose.
    private void Free()
    {
        _capacity = 0;
        NativeMemory.AlignedFree(Result);
        Result = null;
        for (var i = 0; i < _operandCount; i++)
        {
            NativeMemory.AlignedFree(_elements[i]);
            _elements[i] = null;
            NativeMemory.AlignedFree(_storedBuffers[i]);
            _storedBuffers[i] = null;
        }
    }

    private void* AllocatePointers() => NativeMemory.AllocZeroed((nuint)_operandCount, (nuint)sizeof(void*));

    private static float* Allocate(int length) => (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);
}
