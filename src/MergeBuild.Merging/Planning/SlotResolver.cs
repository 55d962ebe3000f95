using System.Collections.Immutable;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Engine;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>Finds the sources of each tensor of the result, checks that they fit, and decides what is done with them.</summary>
internal sealed class SlotResolver(
    Recipe recipe, MergeMethod method, Architecture architecture, ImmutableArray<ModelTensors> models, int donor,
    MethodParameters parameters, DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<TensorPlan>.Builder _tensors = ImmutableArray.CreateBuilder<TensorPlan>();
    private readonly ImmutableArray<DroppedTensor>.Builder _dropped = ImmutableArray.CreateBuilder<DroppedTensor>();
    private readonly TakenTensors _taken = new();
    private readonly List<string> _unknown = [];
    private readonly OperandAgreement _agreement = new(recipe, models, donor, diagnostics);

    /// <summary>Lays out embeddings and heads by token; null where the recipe has no rule for tokens.</summary>
    public VocabularyRows? Rows { get; init; }

    public ImmutableArray<TensorPlan> Tensors => _tensors.ToImmutable();

    public ImmutableArray<DroppedTensor> Dropped => [.. _dropped, .. _taken.Rest(Operands, Reason)];

    /// <summary>The number of rows of the result's vocabulary, where it is not the donor's.</summary>
    public long? VocabularySize => Rows?.RowCount ?? _agreement.TruncatedVocabulary;

    // A base model that the method does not compute with gives no tensors.
    private IEnumerable<ModelTensors> Operands => models.Where(model =>
        recipe.Slices.Any(slice => slice.Sources.Any(source => source.Model == model.Index)) ||
        (model.Index == recipe.BaseModel && method.UsesBase(hasBase: true)));

    public void Resolve(OutputSlot slot)
    {
        var definition = slot.Place.Definition;
        var (baseTensor, experts) = Sources(slot);
        var all = experts.Select(expert => expert.Tensor).Append(baseTensor).ToArray();
        _taken.Add(all);
        if (ReasonToDrop(definition) is { } reason)
        {
            _dropped.Add(new DroppedTensor(slot.Name, reason));
            CheckAdapters(slot, reason);
            return;
        }

        if (definition is null && architecture.Definition is not null)
        {
            _unknown.Add(slot.Name);
        }

        var isOptional = definition?.IsOptionalIn(models[donor].Directory.Config?.Architecture) ?? false;
        SourceTensor[] present = [.. all.OfType<SourceTensor>()];
        if (!Missing(slot, all, isOptional) && _agreement.Shape(slot, present, Rows) is { } shape && _agreement.Type(slot, present) is { } dtype)
        {
            _tensors.Add(Plan(slot, new TensorDescription(slot.Name, dtype, shape), baseTensor, experts));
        }
    }

    /// <summary>Reports what the whole result lacks.</summary>
    /// <param name="stacked">The modules whose number of layers is not the donor's.</param>
    public void CheckComplete(ImmutableArray<StackedModule> stacked)
    {
        if (_agreement.TruncatedVocabulary is { } rows)
        {
            diagnostics.Report(DiagnosticTable.VocabularyTruncated.At(recipe.Location, rows, _agreement.LargestVocabulary));
        }

        // What is missing because of an error above is no further error.
        if (architecture.Definition is null || diagnostics.HasErrors)
        {
            return;
        }

        var present = _tensors.Select(tensor => tensor.Result.Name).ToHashSet(StringComparer.Ordinal);
        var config = models[donor].Directory.Config;
        foreach (var missing in new RequiredTensors(architecture, config).Missing(present, module => LayerCount(module, stacked)))
        {
            diagnostics.Report(DiagnosticTable.RequiredTensorMissing.At(models[donor].Model.Location, missing, config?.ModelType));
        }

        if (_unknown.Count > 0)
        {
            diagnostics.Report(DiagnosticTable.TensorsUnknown.At(
                recipe.Location, _unknown.Count, models[donor].Directory.Config?.ModelType, _unknown[0]));
        }
    }

    private int LayerCount(ModuleDefinition module, ImmutableArray<StackedModule> stacked) =>
        stacked.FirstOrDefault(candidate => candidate.Module == module.Name)?.Layers.Length
            ?? Math.Max(models[donor].LayerCounts.GetValueOrDefault(module.Name), StatedLayerCount(module));

    private int StatedLayerCount(ModuleDefinition module) => module.LayerCount is { } key
        ? (int)Math.Clamp(models[donor].Directory.Config?.WholeNumber(key) ?? 0, 0, int.MaxValue)
        : 0;

    private string? Reason(string tensorName) => ReasonToDrop(architecture.Place(tensorName).Definition);

    private string? ReasonToDrop(TensorDefinition? definition) =>
        definition?.Dropped
            ?? (definition?.TiedTo is { } other && architecture.Ties(models[donor].Directory.Config) ? $"tied to {other}" : null)
            ?? (definition?.SameAs is { } same && HasOutsideOfLayers(same) ? $"the same as {same}" : null);

    private bool HasOutsideOfLayers(string definedName) =>
        Operands.Any(model => model.Find(architecture.Place(definedName).Pattern, null) is not null);

    // What an adapter trained must not vanish with a tensor that the result does without.
    private void CheckAdapters(OutputSlot slot, string reason)
    {
        var (baseTensor, experts) = Sources(slot);
        foreach (var source in experts.Select(expert => expert.Tensor).Append(baseTensor).Where(source => source?.Adapter is not null))
        {
            var model = models[source!.Model].Model;
            diagnostics.Report(DiagnosticTable.AdapterUpdateDropped.At(
                model.Adapter?.Location ?? model.Location, model.Name, source.Tensor.Entry.Name, reason));
        }
    }

    private (SourceTensor? Base, ImmutableArray<(RecipeSource Source, SourceTensor? Tensor)> Experts) Sources(OutputSlot slot)
    {
        SourceTensor? Find(RecipeSource source, int? layer) => models[source.Model].Source(slot.Place.Pattern, layer);

        if (slot.BaseModel is not { } baseModel)
        {
            return (null, [.. slot.Sources.Select(taken => (taken.Source, Find(taken.Source, taken.Layer)))]);
        }

        var listed = slot.Sources.Where(taken => taken.Source.Model == baseModel).ToArray();
        var baseTensor = listed.Length > 0
            ? Find(listed[0].Source, listed[0].Layer)
            : models[baseModel].Source(slot.Place.Pattern, slot.BaseLayer);
        return (baseTensor, [.. slot.Sources.Except(listed).Select(taken => (taken.Source, Find(taken.Source, taken.Layer)))]);
    }

    private bool Missing(OutputSlot slot, SourceTensor?[] tensors, bool isOptional)
    {
        var owner = tensors.First(tensor => tensor is not null)!;
        var names = slot.Sources.Select(taken => taken.Source.Model).Where(model => model != slot.BaseModel).ToList();
        if (slot.BaseModel is { } baseModel)
        {
            names.Add(baseModel);
        }

        var isMissing = false;
        for (var i = 0; i < names.Count; i++)
        {
            var isBase = slot.BaseModel is not null && i == names.Count - 1;
            if (tensors[i] is null && (!isOptional || isBase))
            {
                var model = models[names[i]].Model;
                diagnostics.Report(DiagnosticTable.TensorMissing.At(model.Location, model.Name, slot.Name, owner.ModelName));
                isMissing = true;
            }
        }

        return isMissing;
    }

    private TensorPlan Plan(
        OutputSlot slot, TensorDescription result, SourceTensor? baseTensor, ImmutableArray<(RecipeSource Source, SourceTensor? Tensor)> experts)
    {
        var owners = experts.Where(expert => expert.Tensor is not null).ToImmutableArray();
        var present = owners.RemoveAll(expert => recipe.Omissions.Any(omission => omission.Covers(expert.Source.Model, slot.Name)));
        CheckOmissions(slot, owners.Length, present.Length, baseTensor is not null);
        if (!method.OrderMatters)
        {
            present = present.Sort((first, second) => string.CompareOrdinal(first.Tensor!.ModelName, second.Tensor!.ModelName));
        }

        var operands = new TensorOperands(slot.Name, result.Shape, recipe.Seed, baseTensor is not null, parameters.ForMerge(slot),
        [
            .. present.Select(expert => new ExpertOperand(expert.Tensor!.ModelName,
                parameters.ForExpert(slot, expert.Source, expert.Tensor.Tensor.Entry.Name))),
        ]);
        var plan = new TensorPlan
        {
            Result = result,
            Base = baseTensor,
            Experts = [.. present.Select(expert => expert.Tensor!)],
            Operands = operands,
        };
        if (Rows is not null && Rows.Covers(slot.Place, plan.Sources))
        {
            plan = Rows.Apply(plan, slot.Place);
        }

        if (!result.DType.IsMergeable() || present.Length == 0)
        {
            return (plan.Sources.FirstOrDefault(source => source.Model == donor) ?? plan.Sources.FirstOrDefault()) is { } only ? Copy(plan, only) : plan;
        }

        if (!diagnostics.HasErrors && method.Refuse(operands) is { } reason)
        {
            diagnostics.Report(DiagnosticTable.ParametersRefused.At(recipe.Method.Location ?? recipe.Location, method.Name, slot.Name, reason));
        }

        if (method.NeedsWhole(operands) && operands.ElementCount > Tiling.LongestUnitLength)
        {
            diagnostics.Report(DiagnosticTable.MatrixTooLarge.At(recipe.Method.Location ?? recipe.Location,
                method.Name, slot.Name, ShapeText.Of(operands.Shape), Tiling.LongestUnitLength));
        }

        return method.IsIdentity(operands) ? Copy(plan, plan.Experts[0]) : plan;
    }

    // A tensor without any expert is the base's, but one with too few of them is nothing that the method defines.
    private void CheckOmissions(OutputSlot slot, int owners, int present, bool hasBase)
    {
        if (present < owners && (present == 0 ? !hasBase : present < method.MinimumExperts))
        {
            diagnostics.Report(DiagnosticTable.TooFewExpertsLeft.At(
                recipe.Method.Location ?? recipe.Location, method.Name, slot.Name, Math.Max(1, method.MinimumExperts), present));
        }
    }

    private static TensorPlan Copy(TensorPlan plan, SourceTensor source) => plan with
    {
        Base = null,
        Experts = [source],
        IsCopy = true,
    };
}
