using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Recipes;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// Lays out the operands of embeddings and heads by the result's tokens, before the method sees them. A parent keeps
/// its own row for a token that it has; for any other it gets the token's default, see <see cref="TokenDefaults"/>.
/// </summary>
internal sealed class VocabularyRows(
    Recipe recipe, TokenizerPlan tokenizer, Architecture architecture, ImmutableArray<ModelTensors> models, DiagnosticBag diagnostics)
{
    /// <summary>The number of rows of the result.</summary>
    public int RowCount => tokenizer.RowCount;

    /// <summary>
    /// Whether a tensor has a row for each token. A name alone does not tell: embeddings of positions are called so too,
    /// and are told by having another number of rows than the configuration says.
    /// </summary>
    public bool Covers(TensorPlace place, IEnumerable<SourceTensor> sources) =>
        place.IsVocabulary && sources.All(source => source.Tensor.Entry.Shape.Length > 0 &&
            (architecture.Find(place) is not null || VocabularySizeOf(source.Model) is not { } size || source.Tensor.Entry.Shape[0] == size));

    /// <summary>The shape of the result.</summary>
    public ImmutableArray<long> Shape(ImmutableArray<long> stored) => stored.SetItem(0, RowCount);

    /// <summary>Puts the laid-out operands in the place of the stored ones.</summary>
    public TensorPlan Apply(TensorPlan plan, TensorPlace place)
    {
        var tensors = models.Select(model => plan.Sources.FirstOrDefault(source => source.Model == model.Index) ?? OtherTensor(model, plan, place)).ToImmutableArray();
        if (tensors.FirstOrDefault(tensor => tensor is not null && !tensor.Content.DType.IsMergeable()) is { } quantized)
        {
            diagnostics.Report(DiagnosticTable.EmbeddingNotMergeable.At(
                recipe.Tokenizer!.Location, plan.Result.Name, quantized.ModelName, quantized.Content.DType));
            return plan;
        }

        var defaults = new TokenDefaults(recipe, tokenizer, tensors, plan, diagnostics);
        var mixtures = new List<RowShare[]>();
        var operands = plan.Sources.Select(source => source.Model).ToDictionary(model => model, _ => new int[RowCount]);
        for (var row = 0; row < RowCount; row++)
        {
            var isForced = tokenizer.Rules.GetValueOrDefault(row)?.IsForced ?? false;
            var code = tokenizer.Tokens[row] is null ? TokenRows.Padding : 0;
            foreach (var (model, codes) in operands)
            {
                codes[row] = defaults.RowOf(model, row);
                if (codes[row] < 0 || isForced)
                {
                    code = code == 0 ? AddMixture(mixtures, defaults.Of(row)) : code;
                    codes[row] = code;
                }
            }
        }

        defaults.ReportMissing(place.Role == TensorRole.Embedding);
        var contents = tensors.Select(tensor => tensor?.Content).ToImmutableArray();
        var rowLength = (int)plan.Result.Shape.Skip(1).Aggregate(1L, (count, dimension) => checked(count * dimension));
        SourceTensor LayOut(SourceTensor source) => source with
        {
            Content = new TokenRows(source.Model, contents, rowLength, operands[source.Model], mixtures),
        };

        return plan with
        {
            Base = plan.Base is { } baseTensor ? LayOut(baseTensor) : null,
            Experts = [.. plan.Experts.Select(LayOut)],
        };
    }

    private static int AddMixture(List<RowShare[]> mixtures, RowShare[] shares)
    {
        mixtures.Add(shares);
        return TokenRows.CodeOf(mixtures.Count - 1);
    }

    // A model that has no part in this tensor, such as one of another slice, may still know a token that no other does.
    private static SourceTensor? OtherTensor(ModelTensors model, TensorPlan plan, TensorPlace place) =>
        model.Source(place.Pattern, place.Layer) is { } source && source.Tensor.Entry.DType.IsMergeable() &&
        source.Tensor.Entry.Shape.Skip(1).SequenceEqual(plan.Result.Shape.Skip(1))
            ? source
            : null;

    private long? VocabularySizeOf(int model) =>
        models[model].Directory.Config?.WholeNumber(architecture.Definition?.VocabularySize ?? "vocab_size");
}
