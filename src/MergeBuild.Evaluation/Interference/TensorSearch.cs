using System.Collections.Immutable;

namespace MergeBuild.Evaluation.Interference;

/// <summary>
/// Leaves parents out of groups or layers of tensors, and halves what costs most for as long as one half has most of the cost, so
/// that few tensors are named. Only a cost that is shown, its upper bound below zero, is narrowed down.
/// </summary>
internal sealed class TensorSearch(InterferenceQuestion question, VariantSession session)
{
    // Half of the cost in one of two halves of the tensors: less, and the halves act together.
    private const double LeastShare = 0.5;

    private readonly InterferenceSuite _suite = question.Suites[0];

    /// <summary>Whether the most merges were made before the search was over.</summary>
    public bool WasLimited { get; private set; }

    /// <summary>The effect of each parent in each group or layer, those of the costliest parents first.</summary>
    public ImmutableArray<TensorEffect> Effects(IEnumerable<ParentEffect> parents)
    {
        var effects = ImmutableArray.CreateBuilder<TensorEffect>();
        var order = parents.Where(effect => effect.Suite == _suite.Name).OrderBy(effect => effect.Effect.Difference.Difference).Select(effect => effect.Parent);
        foreach (var parent in order)
        {
            foreach (var (name, tensors) in SearchUnits.Of(question.Tensors, question.By))
            {
                if (Effect(parent, name, tensors) is { } effect)
                {
                    effects.Add(effect);
                }
            }
        }

        return effects.ToImmutable();
    }

    /// <summary>The way from the group or layer that costs most to the tensors that do; empty where no cost is shown.</summary>
    public ImmutableArray<TensorEffect> Narrow(ImmutableArray<TensorEffect> effects)
    {
        var steps = ImmutableArray.CreateBuilder<TensorEffect>();
        var worst = effects.Where(effect => effect.Effect.Difference.IsLoss).MinBy(Cost);
        while (worst is not null)
        {
            steps.Add(worst);
            var tensors = worst.Tensors.Select(name => question.Tensors.First(tensor => tensor.Name == name)).ToImmutableArray();
            TensorEffect?[] halves = [.. SearchUnits.Halves(worst.Where, tensors).Select(half => Effect(worst.Parent, half.Name, half.Tensors))];
            var better = halves.OfType<TensorEffect>().MinBy(Cost);
            worst = better is not null && halves.All(half => half is not null) && better.Effect.Difference.IsLoss && Cost(better) <= LeastShare * Cost(worst) ? better : null;
        }

        return steps.ToImmutable();
    }

    private static double Cost(TensorEffect effect) => effect.Effect.Difference.Difference;

    private TensorEffect? Effect(string parent, string name, ImmutableArray<VariantTensor> tensors)
    {
        if (!session.MayMerge)
        {
            WasLimited = true;
            return null;
        }

        var whole = session.Evaluate(MergeVariant.Whole, [_suite])[0];
        var variant = MergeVariant.Without(parent, name, tensors.Select(tensor => tensor.Name));
        var effect = EffectComparison.Of(_suite, whole, session.Evaluate(variant, [_suite])[0], question.Confidence);
        return new TensorEffect(parent, name, [.. tensors.Select(tensor => tensor.Name)], effect);
    }
}
