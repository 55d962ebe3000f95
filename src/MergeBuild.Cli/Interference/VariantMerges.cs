using System.Collections.Immutable;
using MergeBuild.Cli.Commands;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Interference;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Running;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;

namespace MergeBuild.Cli.Interference;

/// <summary>
/// Merges variants one after the other into one folder, with one ledger and one store: a tensor that was ever merged from the same
/// operands is copied, so that leaving a parent out of a group or a layer computes nothing that leaving it out everywhere has not.
/// </summary>
internal sealed class VariantMerges(MergePlan plan, string work, OpenModel open, IModelDigests digests, int threads, TextWriter log) : IVariantModels
{
    private readonly long _bytes = plan.Tensors.Sum(tensor => tensor.Result.ByteLength);
    private int _count;

    public VariantModel Merge(MergeVariant variant, CancellationToken cancellation)
    {
        var omissions = variant.Omissions.Select(omission => new RecipeOmission(IndexOf(omission.Parent), omission.Tensors)).ToImmutableArray();
        var result = Build(plan.Recipe with { Omissions = omissions }, "model", cancellation);
        var merged = result.Work.BytesMerged;
        log.WriteLine(LogText.Sanitize(FormattableString.Invariant($"{++_count}: {variant.Name}: computed {ByteText.Of(merged)}, took over {ByteText.Of(_bytes - merged)}")));
        return new VariantModel(open(Path.Combine(work, "model"), digests, threads, allowPickle: false, cancellation), merged, _bytes - merged);
    }

    public EvaluatedModel Open(string parent, CancellationToken cancellation)
    {
        var model = plan.Recipe.Models[IndexOf(parent)];
        if (model.Adapter is null)
        {
            return open(model.Path, digests, threads, plan.Recipe.AllowPickle, cancellation);
        }

        // A parent with an adapter lies in no folder as it is.
        Build(model.ToRecipe(), "parent", cancellation);
        return open(Path.Combine(work, "parent"), digests, threads, allowPickle: false, cancellation);
    }

    private ModelBuildResult Build(Recipe recipe, string name, CancellationToken cancellation) => ModelBuild.Run(recipe, new ModelBuildOptions
    {
        OutputDirectory = Path.Combine(work, name),
        LedgerFile = Path.Combine(work, name + ".ledger"),
        StoreDirectory = Path.Combine(work, "store"),
        Threads = threads,
    }, progress: null, cancellation);

    private int IndexOf(string parent) => plan.Recipe.Models.Select(model => model.Name).ToList().IndexOf(parent);
}
