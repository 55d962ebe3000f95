using System.Collections.Immutable;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>Finds for each tensor of an adapter the tensor of the base that it changes. None may be left over.</summary>
internal sealed class AdapterBinding(AdapterDirectory adapter, ModelDirectory baseModel)
{
    private readonly BaseTensors _baseTensors = new(adapter, baseModel);
    private readonly Dictionary<string, AdapterUpdate> _updates = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Tensor, AdapterPart Part), string> _causes = [];

    public ImmutableDictionary<string, AdapterUpdate> Bind()
    {
        var names = Recognized();
        foreach (var (name, tensor) in names.Where(pair => pair.Name.Part == AdapterPart.Whole))
        {
            BindWhole(name.Path, tensor);
        }

        BindModules(names.Where(pair => pair.Name.Part != AdapterPart.Whole).ToLookup(pair => pair.Name.Path, StringComparer.Ordinal));
        return _updates.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private List<(AdapterTensorName Name, StoredTensor Tensor)> Recognized()
    {
        var names = new List<(AdapterTensorName, StoredTensor)>();
        var unknown = new List<string>();
        foreach (var (name, tensor) in adapter.Tensors)
        {
            if (AdapterTensorName.Parse(name) is { } parsed && DeclaredTensors.Contain(adapter.Config, parsed))
            {
                names.Add((parsed, tensor));
            }
            else
            {
                unknown.Add(name);
            }
        }

        return unknown.Count == 0
            ? names
            : throw DiagnosticTable.AdapterTensorUnknown.Exception(adapter.Weights.Path, unknown[0],
                unknown.Count == 1 ? "it" : $"it and {unknown.Count - 1} more",
                unknown[0].StartsWith(AdapterTensorName.Prefix, StringComparison.Ordinal) ? "" : $"; PEFT's names begin with {AdapterTensorName.Prefix}");
    }

    private void BindWhole(string path, StoredTensor tensor)
    {
        var baseTensor = _baseTensors.Find(path, tensor.Entry.Name);
        AdapterShapes.CheckEqual(adapter, tensor, baseTensor);
        AdapterShapes.CheckMergeable(tensor);
        Update(baseTensor.Entry.Name, AdapterPart.Whole, tensor.Entry.Name, update => update with { Replacement = tensor });
    }

    private void BindModules(ILookup<string, (AdapterTensorName Name, StoredTensor Tensor)> parts)
    {
        var modules = parts.Select(module => new AdapterModule(adapter, module.Key, PartsOf(module), _baseTensors)).ToArray();
        if (modules.FirstOrDefault(module => module.ContradictsConfiguration) is { } contradiction &&
            modules.FirstOrDefault(module => module.IsSquare) is { } square)
        {
            throw DiagnosticTable.AdapterOrientationUnknown.Exception(adapter.Weights.Path, square.Path, contradiction.Path);
        }

        foreach (var module in modules)
        {
            var lowRank = module.Update();
            foreach (var factor in new[] { lowRank.A, lowRank.B, lowRank.Magnitude }.OfType<StoredTensor>())
            {
                AdapterShapes.CheckFactor(factor);
            }

            Update(module.WeightName, AdapterPart.A, module.FirstName, update => update with { LowRank = lowRank });
            if (module.BiasUpdate(_baseTensors) is { } bias)
            {
                AdapterShapes.CheckMergeable(bias.Update.Tensor);
                Update(bias.Name, AdapterPart.BiasOfB, module.FirstName, update => update with { Bias = bias.Update });
            }
        }
    }

    private Dictionary<AdapterPart, StoredTensor> PartsOf(IGrouping<string, (AdapterTensorName Name, StoredTensor Tensor)> module)
    {
        var parts = new Dictionary<AdapterPart, StoredTensor>();
        foreach (var (name, tensor) in module)
        {
            if (!parts.TryAdd(name.Part, tensor))
            {
                throw Conflict(parts[name.Part].Entry.Name, tensor.Entry.Name, name.Path);
            }
        }

        var linear = parts.Where(pair => pair.Key is AdapterPart.A or AdapterPart.B).Select(pair => pair.Value.Entry.Name).FirstOrDefault();
        var embedding = parts.Where(pair => pair.Key is AdapterPart.EmbeddingA or AdapterPart.EmbeddingB).Select(pair => pair.Value.Entry.Name).FirstOrDefault();
        return linear is null || embedding is null ? parts : throw Conflict(linear, embedding, module.Key);
    }

    private void Update(string baseTensor, AdapterPart part, string cause, Func<AdapterUpdate, AdapterUpdate> change)
    {
        AdapterShapes.CheckMergeable(baseModel.Tensors[baseTensor]);
        if (!_causes.TryAdd((baseTensor, part), cause))
        {
            throw Conflict(_causes[(baseTensor, part)], cause, baseTensor);
        }

        _updates[baseTensor] = change(_updates.GetValueOrDefault(baseTensor) ?? new AdapterUpdate());
    }

    private MergeBuildException Conflict(string first, string second, string changed) =>
        DiagnosticTable.AdapterTensorConflict.Exception(adapter.Weights.Path, first, second, changed);
}
