using System.Collections.Immutable;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Ledger;
using MergeBuild.Merging.Numerics;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Methods;

/// <summary>
/// Spherical interpolation between the base model and one expert, each tensor taken as one vector:
/// y = sin((1−t)θ)/sin θ · v₀ + sin(tθ)/sin θ · v₁, with θ the angle between them; a straight line where they are
/// nearly parallel. Shoemake, "Animating rotation with quaternion curves", SIGGRAPH 1985.
/// </summary>
public sealed class Slerp : MergeMethod
{
    private const double SmallestNorm = 1e-8;
    private const double NearlyParallel = 0.9995;

    /// <inheritdoc/>
    public override string Name => "slerp";

    /// <inheritdoc/>
    public override ImmutableArray<ParameterDefinition> Parameters { get; } =
    [
        ParameterDefinition.Number("t") with
        {
            IsRequired = true, Minimum = 0, Maximum = 1, Summary = "How far to go from the base model (0) to the expert (1).",
        },
    ];

    /// <inheritdoc/>
    public override BaseRole Base => BaseRole.Required;

    /// <inheritdoc/>
    public override int MaximumExperts => 1;

    internal override ITensorMerge Prepare(TensorOperands operands) => new Interpolation(Tiling.Flat(operands.Shape), operands.Parameters["t"]);

    private sealed class Interpolation(Tiling tiling, double t) : ITensorMerge, IStatisticsPass
    {
        private readonly UnitSums _sums = new(tiling, 3);
        private bool _isSummed;
        private float _fromBase;
        private float _fromExpert;

        public IStatisticsPass? NextPass() => _isSummed ? null : this;

        public bool Reads(int expert) => true;

        public IBlockStatistics Kept => new KeptSums(_sums, "squares and product of two/1");

        public bool DescribesStatistics => true;

        public void DescribeStatistics(KeyWriter key, long firstElement, int count) => key.Add(_fromBase).Add(_fromExpert);

        public void Accumulate(BlockOperands block)
        {
            foreach (var unit in block.Units)
            {
                var v0 = block.BaseOf(unit);
                var v1 = block.ExpertOf(0, unit);
                var (square0, product, square1) = Reductions.Dots(v0, v1);
                _sums.Set(unit.FirstElement, 0, square0);
                _sums.Set(unit.FirstElement, 1, square1);
                _sums.Set(unit.FirstElement, 2, product);
            }
        }

        public void Complete()
        {
            var cosine = _sums.Total(2) / (Norm(0) * Norm(1));
            (_fromBase, _fromExpert) = Coefficients(cosine, t);
            _isSummed = true;
        }

        public unsafe void Merge(BlockOperands block) => ElementLoop.Run(new BasePlusExpert(_fromBase, _fromExpert), block, block.Result);

        // A vector that is as good as zero has no direction and stays as it is.
        private double Norm(int sum)
        {
            var norm = Math.Sqrt(_sums.Total(sum));
            return norm > SmallestNorm ? norm : 1;
        }
    }

    internal static (float FromBase, float FromExpert) Coefficients(double cosine, double t)
    {
        if (Math.Abs(cosine) > NearlyParallel)
        {
            return ((float)(1 - t), (float)t);
        }

        var angle = Trigonometry.Acos(cosine);
        var sine = Trigonometry.Sin(angle);
        return ((float)(Trigonometry.Sin((1 - t) * angle) / sine), (float)(Trigonometry.Sin(t * angle) / sine));
    }
}
