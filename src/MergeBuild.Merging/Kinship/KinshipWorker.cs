using System.Globalization;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Kinship;

/// <summary>
/// One thread's buffers: a block of the base and of each expert, and a histogram an expert. A tensor is read once for its sums and,
/// unless it fits into one block, a second time to compare the signs of its top elements, whose least magnitude is known by then.
/// </summary>
internal sealed class KinshipWorker(ParentFiles parents, int expertCount, double topShare, CancellationToken cancellation)
{
    /// <summary>Elements of a block; sums are added up block by block, so it is the same for all tensors and threads.</summary>
    public const int BlockLength = 1 << 16;

    private readonly byte[] _scratch = new byte[BlockLength * sizeof(double)];
    private readonly float[] _base = new float[BlockLength];
    private readonly float[][] _experts = [.. Enumerable.Range(0, expertCount).Select(_ => new float[BlockLength])];
    private readonly MagnitudeSteps[] _steps = [.. Enumerable.Range(0, expertCount).Select(_ => new MagnitudeSteps())];
    private readonly int[] _limits = new int[expertCount];

    /// <summary>Sums over a tensor; pairs are those of its experts in the plan's order.</summary>
    public (ExpertSums[] Experts, PairSums[,] Pairs) Process(TensorPlan tensor)
    {
        var sums = new TensorSums(tensor.Experts.Length);
        Array.ForEach(_steps, steps => steps.Clear());
        var count = tensor.Operands.ElementCount;
        ForBlocks(tensor, (first, length) => AddWeights(tensor, sums, first, length));
        if (tensor.Base is not null && tensor.Experts.Length > 1)
        {
            for (var i = 0; i < tensor.Experts.Length; i++)
            {
                _limits[i] = Math.Max(MagnitudeSteps.AboveZero, _steps[i].Limit((long)Math.Ceiling(topShare * count)));
            }

            // The task vectors of a tensor of one block are still there.
            if (count <= BlockLength)
            {
                AddTops(tensor, sums, (int)count);
            }
            else
            {
                ForBlocks(tensor, (first, length) =>
                {
                    SubtractBase(tensor, first, length);
                    AddTops(tensor, sums, length);
                });
            }
        }

        return sums.Complete(count);
    }

    private void ForBlocks(TensorPlan tensor, Action<long, int> process)
    {
        for (var first = 0L; first < tensor.Operands.ElementCount; first += BlockLength)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = (int)Math.Min(BlockLength, tensor.Operands.ElementCount - first);
            if (tensor.Base is { } baseTensor)
            {
                Read(baseTensor, first, _base.AsSpan(0, length));
            }

            for (var i = 0; i < tensor.Experts.Length; i++)
            {
                Read(tensor.Experts[i], first, _experts[i].AsSpan(0, length));
            }

            process(first, length);
        }
    }

    private void AddWeights(TensorPlan tensor, TensorSums sums, long first, int length)
    {
        var baseElements = _base.AsSpan(0, length);
        sums.BaseSquares += tensor.Base is null ? 0 : Reductions.Dot(baseElements, baseElements);
        for (var i = 0; i < tensor.Experts.Length; i++)
        {
            var elements = _experts[i].AsSpan(0, length);
            sums.Products[i] += tensor.Base is null ? 0 : Reductions.Dot(elements, baseElements);
            for (var j = i; j < tensor.Experts.Length; j++)
            {
                var others = _experts[j].AsSpan(0, length);
                sums.Weights[i, j] += Reductions.Dot(elements, others);
                sums.Differs[i, j] |= !elements.SequenceEqual(others);
            }
        }

        if (tensor.Base is not null)
        {
            SubtractBase(tensor, first, length);
            AddDeltas(tensor, sums, length);
        }
    }

    private void AddDeltas(TensorPlan tensor, TensorSums sums, int length)
    {
        for (var i = 0; i < tensor.Experts.Length; i++)
        {
            var elements = _experts[i].AsSpan(0, length);
            sums.Changed[i] += _steps[i].Add(elements);
            for (var j = i; j < tensor.Experts.Length; j++)
            {
                var others = _experts[j].AsSpan(0, length);
                sums.Deltas[i, j] += Reductions.Dot(elements, others);
                var (both, conflicts) = SignCounts.Compare(elements, others, MagnitudeSteps.AboveZero, MagnitudeSteps.AboveZero);
                sums.Both[i, j] += both;
                sums.Conflicts[i, j] += conflicts;
            }
        }
    }

    private void AddTops(TensorPlan tensor, TensorSums sums, int length)
    {
        for (var i = 0; i < tensor.Experts.Length; i++)
        {
            var elements = _experts[i].AsSpan(0, length);
            sums.Top[i] += SignCounts.Large(elements, _limits[i]);
            for (var j = i + 1; j < tensor.Experts.Length; j++)
            {
                var (both, conflicts) = SignCounts.Compare(elements, _experts[j].AsSpan(0, length), _limits[i], _limits[j]);
                sums.TopBoth[i, j] += both;
                sums.TopConflicts[i, j] += conflicts;
            }
        }
    }

    private void SubtractBase(TensorPlan tensor, long first, int length)
    {
        var baseElements = _base.AsSpan(0, length);
        for (var i = 0; i < tensor.Experts.Length; i++)
        {
            var elements = _experts[i].AsSpan(0, length);
            for (var k = 0; k < elements.Length; k++)
            {
                elements[k] -= baseElements[k];
            }

            Check(DiagnosticTable.TaskVectorNotFinite, tensor.Experts[i], first, elements);
        }
    }

    private void Read(SourceTensor source, long first, Span<float> elements)
    {
        source.Content.Read(parents, first, elements, _scratch);
        Check(DiagnosticTable.ParentNotFinite, source, first, elements);
    }

    private static void Check(DiagnosticDescriptor descriptor, SourceTensor source, long first, ReadOnlySpan<float> elements)
    {
        var index = FiniteCheck.IndexBeyond(elements, float.MaxValue);
        if (index >= 0)
        {
            throw descriptor.Exception(source.Tensor.Entry.Name, source.ModelName, elements[index].ToString(CultureInfo.InvariantCulture), first + index);
        }
    }
}
