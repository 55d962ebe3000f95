using System.Globalization;
using System.Runtime.InteropServices;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Engine;

/// <summary>One thread's buffers, and what it does with a block: read, widen, compute, check, narrow, hand over.</summary>
internal sealed unsafe class BlockWorker : IDisposable
{
    private const int WidestElement = sizeof(double);
    private const nuint Alignment = 64;

    private readonly BlockOperands _operands;
    private readonly ParentFiles _parents;
    private readonly IResultSink _sink;
    private byte* _bytes;
    private int _byteCount;

    public BlockWorker(int blockLength, int mostExperts, ParentFiles parents, IResultSink sink)
    {
        _operands = new BlockOperands(blockLength, mostExperts);
        _parents = parents;
        _sink = sink;
        Reserve(blockLength * WidestElement);
    }

    public void Process(TensorBlock block)
    {
        Reserve(block.Count * WidestElement);
        _operands.Begin(block.FirstElement, block.Count, block.UnitLength);
        if (block.Merge is null)
        {
            Copy(block);
        }
        else if (block.Pass is { } pass)
        {
            // Checked here already: a statistic that is not a number would make the whole tensor so, and hide where it comes from.
            Read(block, pass);
            pass.Accumulate(_operands);
        }
        else
        {
            Read(block, pass: null);
            block.Merge.Merge(_operands);
            Finish(block, new Span<float>(_operands.Result, block.Count));
        }
    }

    public void Dispose()
    {
        _operands.Dispose();
        NativeMemory.AlignedFree(_bytes);
    }

    private void Reserve(int byteCount)
    {
        if (byteCount > _byteCount)
        {
            NativeMemory.AlignedFree(_bytes);
            _bytes = null;
            _byteCount = 0;
            _bytes = (byte*)NativeMemory.AlignedAlloc((nuint)byteCount, Alignment);
            _byteCount = byteCount;
        }
    }

    private void Read(TensorBlock block, IStatisticsPass? pass)
    {
        if (block.Tensor.Base is { } baseTensor)
        {
            ReadOperand(block, baseTensor, 0);
        }

        for (var i = 0; i < block.Tensor.Experts.Length; i++)
        {
            if (block.Tensor.Omissions?.Omits(i, block.FirstElement) == true)
            {
                // What equals the base has a task vector of zero.
                _operands.Base.CopyTo(_operands.Fill(i + 1));
            }
            else if (pass is null || pass.Reads(i))
            {
                ReadOperand(block, block.Tensor.Experts[i], i + 1);
            }
        }
    }

    // What is stored as bfloat16 stays so: formulas widen it in registers.
    private void ReadOperand(TensorBlock block, SourceTensor source, int operand)
    {
        if (source.Content is StoredContent { DType: DType.BF16 } content)
        {
            var stored = _operands.FillStored(operand);
            content.ReadBytes(_parents, block.FirstElement, stored);
            if (DTypeConversion.AreSeenToBeFinite(DType.BF16, stored))
            {
                return;
            }

            DTypeConversion.Widen(DType.BF16, stored, _operands.Fill(operand));
        }
        else
        {
            Read(source, _operands.Fill(operand));
        }

        CheckParent(block, source, _operands.Fill(operand));
    }

    private void Read(SourceTensor source, Span<float> destination) =>
        source.Content.Read(_parents, _operands.FirstElement, destination, new Span<byte>(_bytes, _byteCount));

    private void Copy(TensorBlock block)
    {
        var source = block.Tensor.Experts[0];
        var stored = source.Tensor.Entry.DType;
        if (source.Content is not StoredContent content || stored != block.Tensor.Result.DType || stored == DType.F32)
        {
            Read(source, _operands.Fill(1));
            CheckParent(block, source, _operands.Expert(0));
            Finish(block, _operands.Expert(0));
            return;
        }

        // Types of less than a byte fill whole bytes in a whole tensor, and blocks begin at whole bytes.
        var bytes = new Span<byte>(_bytes, (int)stored.ByteLength(block.Count));
        content.ReadBytes(_parents, block.FirstElement, bytes);
        if (stored == DType.F64)
        {
            CheckParent(block, source, MemoryMarshal.Cast<byte, double>(bytes));
        }
        else if (stored.IsMergeable())
        {
            DTypeConversion.Widen(stored, bytes, _operands.Fill(1));
            CheckParent(block, source, _operands.Expert(0));
        }

        Write(block, bytes);
    }

    private static void CheckParent(TensorBlock block, SourceTensor source, ReadOnlySpan<float> elements)
    {
        var index = FiniteCheck.IndexBeyond(elements, float.MaxValue);
        if (index >= 0)
        {
            throw ParentNotFinite(block, source, index, elements[index]);
        }
    }

    // What is copied need not fit a float32.
    private static void CheckParent(TensorBlock block, SourceTensor source, ReadOnlySpan<double> elements)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            if (!double.IsFinite(elements[i]))
            {
                throw ParentNotFinite(block, source, i, elements[i]);
            }
        }
    }

    private static MergeBuildException ParentNotFinite(TensorBlock block, SourceTensor source, int index, double value) =>
        DiagnosticTable.ParentNotFinite.Exception(source.Tensor.Entry.Name, source.ModelName,
            value.ToString(CultureInfo.InvariantCulture), block.FirstElement + index);

    private void Finish(TensorBlock block, Span<float> result)
    {
        var dtype = block.Tensor.Result.DType;
        var bytes = dtype == DType.F32 ? MemoryMarshal.AsBytes(result) : new Span<byte>(_bytes, block.Count * dtype.ByteSize());
        if (dtype != DType.F32)
        {
            DTypeConversion.Narrow(dtype, result, bytes);
        }

        if (!DTypeConversion.AreSeenToBeFinite(dtype, bytes))
        {
            CheckResult(block, result);
        }

        Write(block, bytes);
    }

    private static void CheckResult(TensorBlock block, ReadOnlySpan<float> result)
    {
        var dtype = block.Tensor.Result.DType;
        var index = FiniteCheck.IndexBeyond(result, FiniteCheck.LargestThatFits(dtype));
        if (index >= 0)
        {
            throw DiagnosticTable.ResultNotFinite.Exception(block.Tensor.Result.Name,
                result[index].ToString(CultureInfo.InvariantCulture), block.FirstElement + index, dtype);
        }
    }

    private void Write(TensorBlock block, ReadOnlySpan<byte> bytes) =>
        _sink.Write(block.Tensor, block.Tensor.Result.DType.ByteLength(block.FirstElement), bytes);
}
