using System.Globalization;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods.TaskVectors;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Budget;

/// <summary>One thread's buffers for norms of task vectors.</summary>
internal sealed class NormWorker(ParentFiles parents, int blockLength) : IDisposable
{
    private readonly BlockOperands _operands = new(blockLength, expertCount: 1);
    private readonly byte[] _scratch = new byte[blockLength * sizeof(double)];

    /// <summary>Takes the missing sums of squares of a block: those that are not a number.</summary>
    public void Process(BudgetBlocks blocks, int block, Span<double> sums)
    {
        var (first, count) = blocks.Range(block);
        _operands.Begin(first, count, blocks.UnitLength);
        Read(blocks.Tensor.Base!, _operands.Fill(0));
        for (var expert = 0; expert < sums.Length; expert++)
        {
            if (double.IsNaN(sums[expert]))
            {
                Read(blocks.Tensor.Experts[expert], _operands.Fill(1));
                sums[expert] = SumOfSquares(blocks.Tensor);
            }
        }
    }

    public void Dispose() => _operands.Dispose();

    private void Read(SourceTensor source, Span<float> elements)
    {
        source.Content.Read(parents, _operands.FirstElement, elements, _scratch);
        var index = FiniteCheck.IndexBeyond(elements, float.MaxValue);
        if (index >= 0)
        {
            throw DiagnosticTable.ParentNotFinite.Exception(source.Tensor.Entry.Name, source.ModelName,
                elements[index].ToString(CultureInfo.InvariantCulture), _operands.FirstElement + index);
        }
    }

    private double SumOfSquares(TensorPlan tensor)
    {
        ElementLoop.Replace(new Difference(0), _operands, expert: 0);
        var index = FiniteCheck.IndexBeyond(_operands.Expert(0), float.MaxValue);
        if (index >= 0)
        {
            throw DiagnosticTable.ResultNotFinite.Exception(tensor.Result.Name,
                _operands.Expert(0)[index].ToString(CultureInfo.InvariantCulture), _operands.FirstElement + index, DType.F32);
        }

        var sum = 0.0;
        foreach (var unit in _operands.Units)
        {
            sum += Reductions.Dot(_operands.ExpertOf(0, unit), _operands.ExpertOf(0, unit));
        }

        return sum;
    }
}
