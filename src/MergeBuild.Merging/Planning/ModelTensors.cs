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
    private readonly ILookup<int?, TensorPlace> _places;

    public ModelTensors(int index, RecipeModel model, ModelDirectory directory, AppliedAdapter? adapter, Architecture architecture)
    {
        _adapter = adapter;
        Index = index;
        Model = model;
        Directory = directory;
        var places = new List<TensorPlace>();
        foreach (var (name, tensor) in directory.Tensors)
        {
            var place = architecture.Place(name);
            places.Add(place);
            if (!_tensors.TryAdd((place.Pattern, place.Layer), tensor))
            {
                throw DiagnosticTable.TensorTwice.ExceptionAt(model.Location, model.Name, _tensors[(place.Pattern, place.Layer)].Entry.Name, name);
            }

            if (place.Layer is { } layer)
            {
                _layerCounts[place.Module] = Math.Max(_layerCounts.GetValueOrDefault(place.Module), layer + 1);
            }
        }

        _places = places.ToLookup(place => place.Layer);
    }

    public int Index { get; }

    public RecipeModel Model { get; }

    public ModelDirectory Directory { get; }

    /// <summary>The number of layers of each module that has any.</summary>
    public IReadOnlyDictionary<string, int> LayerCounts => _layerCounts;

    /// <summary>All places that have a tensor.</summary>
    public IEnumerable<TensorPlace> Places => _places.SelectMany(places => places);

    /// <summary>The places that have a tensor, outside of layers or in one of them.</summary>
    public IEnumerable<TensorPlace> PlacesIn(int? layer) => _places[layer];

    public StoredTensor? Find(string pattern, int? layer) => _tensors.GetValueOrDefault((pattern, layer));

    /// <summary>The number of layers of a module, or of a model that has one stack of them.</summary>
    public int LayerCount(string? module) => module is not null ? _layerCounts.GetValueOrDefault(module)
        : _layerCounts.Count == 1 ? _layerCounts.Values.Single()
        : throw DiagnosticTable.SlicesNeedOneStack.ExceptionAt(Model.Location, Model.Name, _layerCounts.Count);

    public SourceTensor? Source(string pattern, int? layer) =>
        Find(pattern, layer) is { } tensor ? Adapted(new SourceTensor(Index, Model.Name, tensor)) : null;

    private SourceTensor Adapted(SourceTensor source) =>
        _adapter?.Updates.GetValueOrDefault(source.Tensor.Entry.Name) is { } update
            ? source with { Adapter = update, Content = AdaptedTensor.ContentOf(source.Tensor, update) }
            : source;
}
