using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// As <see cref="Ram"/>, with what only expert i changed multiplied by 1 + r·ρᵢ, where ρᵢ, at most alpha, is the number
/// of elements that it shares with others over the number that it does not, in this tensor.
/// </summary>
public sealed class RamPlus : MergeMethod
{
    /// <inheritdoc/>
    public override string Name => "ramplus_tl";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters =>
    [
        Ram.Epsilon,
        ParameterDefinition.Number("r") with { Default = 0.1, Minimum = 0, Summary = "How much sharing enlarges what is not shared." },
        ParameterDefinition.Number("alpha") with { Default = 0.2, Minimum = 0, Summary = "The largest ratio that counts." },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    internal override ITensorMerge Prepare(TensorOperands operands) => new Rescaled(operands);

    private sealed class Rescaled(TensorOperands operands) : ITensorMerge, IStatisticsPass
    {
        private readonly float _epsilon = (float)operands.Parameters["epsilon"];
        private readonly long[] _shared = new long[operands.Experts.Length];
        private readonly long[] _unique = new long[operands.Experts.Length];
        private float[]? _factors;

        public IStatisticsPass? NextPass() => _factors is null ? this : null;

        public bool Reads(int expert) => true;

        public void Accumulate(BlockOperands block)
        {
            var shared = (Span<long>)stackalloc long[_shared.Length];
            var unique = (Span<long>)stackalloc long[_shared.Length];
            Count(block, shared, unique);
            for (var i = 0; i < shared.Length; i++)
            {
                Interlocked.Add(ref _shared[i], shared[i]);
                Interlocked.Add(ref _unique[i], unique[i]);
            }
        }

        public void Complete()
        {
            var (r, alpha) = (operands.Parameters["r"], operands.Parameters["alpha"]);
            _factors =
            [
                .. _shared.Zip(_unique).Select(pair => pair.First == 0
                    ? 1f
                    : (float)(1 + (r * Math.Min(alpha, pair.First / (double)Math.Max(1, pair.Second))))),
            ];
        }

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new Ram.Formula(_epsilon, _factors), block, block.Result);

        private void Count(BlockOperands block, Span<long> shared, Span<long> unique)
        {
            shared.Clear();
            unique.Clear();
            for (var element = 0; element < block.Count; element++)
            {
                var (count, last) = (0, 0);
                for (var i = 0; i < shared.Length; i++)
                {
                    if (IsActive(block, i, element))
                    {
                        count++;
                        last = i;
                    }
                }

                if (count == 1)
                {
                    unique[last]++;
                }

                for (var i = 0; count > 1 && i < shared.Length; i++)
                {
                    shared[i] += IsActive(block, i, element) ? 1 : 0;
                }
            }
        }

        private unsafe bool IsActive(BlockOperands block, int expert, int element) =>
            MathF.Abs(block.ExpertPointer(expert)[element] - block.BasePointer[element]) > _epsilon;
    }
}
