using System.Collections.Immutable;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Kinship;

/// <summary>
/// Compares the parents of a merge by their weights alone: signs, directions and lengths of task vectors, and kinship of weights.
/// Memory is threads × models × a block of 65,536 elements; figures depend neither on threads nor on the width of vectors.
/// </summary>
public static class KinshipAnalysis
{
    /// <summary>Reads the parents of a recipe and compares each two of its experts.</summary>
    /// <exception cref="MergeBuildException">The parents do not fit each other (MB2xxx), cannot be read, or are not finite (MB3xxx).</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static KinshipReport Run(Recipe recipe, KinshipOptions options)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.TopShare is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.TopShare, "The share of top elements must be above 0 and at most 1.");
        }

        var plan = MergePlanner.Plan(KinshipRecipe.Of(recipe), options.Files);
        var experts = plan.Tensors.SelectMany(tensor => tensor.Experts).Where(source => source.Model != recipe.BaseModel)
            .Select(source => source.Model).Distinct().Order().ToImmutableArray();
        if (experts.IsEmpty)
        {
            throw DiagnosticTable.NothingToCompare.ExceptionAt(recipe.Location);
        }

        using var parents = new ParentFiles(options.Files);
        var tensors = Read(plan, experts, parents, options);
        return new KinshipReport(
            KinshipRecipe.HasBase(recipe) ? recipe.Models[plan.Donor].Name : null,
            [.. experts.Select(model => recipe.Models[model].Name)], options.TopShare, tensors, parents.BytesRead);
    }

    private static ImmutableArray<TensorKinship> Read(MergePlan plan, ImmutableArray<int> experts, ParentFiles parents, KinshipOptions options)
    {
        // What is copied has no two operands to compare; the largest come first, so that no thread is left with one at the end.
        int[] order = [.. Enumerable.Range(0, plan.Tensors.Length).Where(i => !plan.Tensors[i].IsCopy).OrderByDescending(i => plan.Tensors[i].Operands.ElementCount)];
        var most = plan.Tensors.Max(tensor => tensor.Experts.Length);
        var found = new TensorKinship[plan.Tensors.Length];
        var meter = new ProgressMeter("Comparing", order.Length, order.Sum(i => BytesOf(plan.Tensors[i])), options.Progress);
        using var workers = new ThreadLocal<KinshipWorker>(() => new KinshipWorker(parents, most, options.TopShare, options.Cancellation));
        ParallelWork.For(order.Length, options.Threads, i =>
        {
            var tensor = plan.Tensors[order[i]];
            var (sums, pairs) = workers.Value!.Process(tensor);
            found[order[i]] = Arrange(plan, tensor, experts, sums, pairs);
            meter.Add(1, BytesOf(tensor));
        }, options.Cancellation);
        return [.. found.OfType<TensorKinship>()];
    }

    // From the experts that have the tensor, in the plan's order, to all experts of the report.
    private static TensorKinship Arrange(MergePlan plan, TensorPlan tensor, ImmutableArray<int> experts, ExpertSums[] sums, PairSums[,] pairs)
    {
        int[] position = [.. experts.Select(model => Index(tensor, model))];
        var place = plan.Architecture.Place(tensor.Result.Name);
        return new TensorKinship(
            tensor.Result.Name, TensorGroups.Of(place), place.Layer,
            [.. position.Select(index => index < 0 ? null : sums[index])],
            [.. Enumerable.Range(0, experts.Length).SelectMany(i => Enumerable.Range(i + 1, experts.Length - i - 1).Select(j => Pair(position[i], position[j])))]);

        PairSums? Pair(int first, int second) => first < 0 || second < 0 ? null : first < second ? pairs[first, second] : Mirror(pairs[second, first]);
    }

    private static PairSums Mirror(PairSums pair) => pair with
    {
        FirstSquares = pair.SecondSquares,
        SecondSquares = pair.FirstSquares,
        FirstDeltaSquares = pair.SecondDeltaSquares,
        SecondDeltaSquares = pair.FirstDeltaSquares,
        FirstTop = pair.SecondTop,
        SecondTop = pair.FirstTop,
    };

    // A model that gives a slice several layers at once counts with the first.
    private static int Index(TensorPlan tensor, int model)
    {
        for (var i = 0; i < tensor.Experts.Length; i++)
        {
            if (tensor.Experts[i].Model == model)
            {
                return i;
            }
        }

        return -1;
    }

    private static long BytesOf(TensorPlan tensor) => tensor.Sources.Sum(source => source.Tensor.Entry.ByteLength);
}
