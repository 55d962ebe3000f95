using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Adapters;
using MergeBuild.Merging.Architectures;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Planning;

/// <summary>A parent's tensors by their place in the architecture.</summary>
internal sealed class ModelTensors
{
    private readonly Dictionary<(string Pattern, int? Layer), StoredTensor> _tensors = [];
    private readonly Dictionary<string, int> _layerCounts = new(StringComparer.Ordinal);
    private readonly AppliedAdapter? _adapter;

    public ModelTensors(int index, RecipeModel model, ModelDirectory directory, AppliedAdapter? adapter, Architecture architecture)
    {
        _adapter = adapter;
        Index = index;
        Model = model;
        Directory = directory;
        foreach (var (name, tensor) in directory.Tensors)
        {
            var place = architecture.Place(name);
            _tensors.Add((place.Pattern, place.Layer), tensor);
            if (place.Layer is { } layer)
            {
                _layerCounts[place.Stack] = Math.Max(_layerCounts.GetValueOrDefault(place.Stack), layer + 1);
            }
        }
    }

    public int Index { get; }

    public RecipeModel Model { get; }

    public ModelDirectory Directory { get; }

    public IReadOnlyDictionary<string, int> LayerCounts => _layerCounts;

    /// <summary>The places that have a tensor, outside of layers or in one of them.</summary>
    public IEnumerable<string> PatternsIn(int? layer) => _tensors.Keys.Where(key => key.Layer == layer).Select(key => key.Pattern);

    public StoredTensor? Find(string pattern, int? layer) => _tensors.GetValueOrDefault((pattern, layer));

    /// <summary>The number of layers of a model that has one stack of them.</summary>
    public int LayerCount => _layerCounts.Count == 1
        ? _layerCounts.Values.Single()
        : throw DiagnosticTable.SlicesNeedOneStack.ExceptionAt(Model.Location, Model.Name, _layerCounts.Count);

    public SourceTensor? Source(string pattern, int? layer) =>
        Find(pattern, layer) is { } tensor ? Adapted(new SourceTensor(Index, Model.Name, tensor)) : null;

    private SourceTensor Adapted(SourceTensor source) =>
        _adapter?.Updates.GetValueOrDefault(source.Tensor.Entry.Name) is { } update
            ? source with { Adapter = update, Content = AdaptedTensor.ContentOf(source.Tensor, update) }
            : source;
}
