using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>The tensors that an adapter has for one module, and the module's weights in the base.</summary>
internal sealed class AdapterModule
{
    private readonly AdapterDirectory _adapter;
    private readonly IReadOnlyDictionary<AdapterPart, StoredTensor> _parts;
    private readonly StoredTensor _weight;
    private readonly StoredTensor _a;
    private readonly StoredTensor _b;
    private readonly bool _isEmbedding;
    private readonly int _rank;

    public AdapterModule(AdapterDirectory adapter, string path, IReadOnlyDictionary<AdapterPart, StoredTensor> parts, BaseTensors baseTensors)
    {
        (_adapter, Path, _parts) = (adapter, path, parts);
        _isEmbedding = parts.ContainsKey(AdapterPart.EmbeddingA) || parts.ContainsKey(AdapterPart.EmbeddingB);
        _a = Required(_isEmbedding ? AdapterPart.EmbeddingA : AdapterPart.A);
        _b = Required(_isEmbedding ? AdapterPart.EmbeddingB : AdapterPart.B);
        _weight = baseTensors.Find(path + ".weight", _a.Entry.Name);
        _rank = adapter.Config.RankOf(path);
        IsTransposed = Orientation();
    }

    /// <summary>The module's path.</summary>
    public string Path { get; }

    /// <summary>The name of its weights in the base.</summary>
    public string WeightName => _weight.Entry.Name;

    /// <summary>The factor that errors about the module name.</summary>
    public string FirstName => _a.Entry.Name;

    /// <summary>Whether the base stores inputs × outputs.</summary>
    public bool IsTransposed { get; }

    /// <summary>Whether the shapes show that fan_in_fan_out is not what the configuration says.</summary>
    public bool ContradictsConfiguration => !_isEmbedding && IsTransposed != _adapter.Config.IsFanInFanOut;

    /// <summary>Whether the shapes fit both ways.</summary>
    public bool IsSquare => !_isEmbedding && Fits(transposed: true) && Fits(transposed: false);

    public LowRankUpdate Update() =>
        new(_a, _b, _rank, _adapter.Config.AlphaOf(Path), _adapter.Config.ScalingOf(Path), IsTransposed, Magnitude());

    /// <summary>What is added to the module's bias, and its name in the base; null where nothing is.</summary>
    public (string Name, BiasUpdate Update)? BiasUpdate(BaseTensors baseTensors)
    {
        // PEFT gives the factors of embeddings no bias.
        if (!_adapter.Config.HasFactorBiases || _isEmbedding)
        {
            return null;
        }

        var bias = Required(AdapterPart.BiasOfB);
        var baseBias = baseTensors.Find(Path + ".bias", bias.Entry.Name);
        AdapterShapes.CheckEqual(_adapter, bias, baseBias);
        return (baseBias.Entry.Name, new BiasUpdate(bias, _adapter.Config.ScalingOf(Path)));
    }

    private StoredTensor Required(AdapterPart part) => _parts.TryGetValue(part, out var tensor)
        ? tensor
        : throw DiagnosticTable.AdapterFactorMissing.Exception(_adapter.Weights.Path, Path,
            string.Join(", ", _parts.Values.Select(present => $"'{present.Entry.Name}'").Order(StringComparer.Ordinal)), $"'{AdapterTensorName.Of(Path, part)}'");

    // PEFT goes by the layer's class whatever the configuration says; the shapes tell the class.
    private bool Orientation()
    {
        var stated = _isEmbedding || _adapter.Config.IsFanInFanOut;
        if (_weight.Entry.Shape.Length < 2)
        {
            throw Mismatch(_a, "none", $"'{WeightName}' of {ShapeText.Of(_weight.Entry.Shape)} in the base");
        }

        if (Fits(stated) || (!_isEmbedding && Fits(!stated)))
        {
            return Fits(stated) ? stated : !stated;
        }

        foreach (var (factor, allowed) in new[] { (_a, AdapterShapes.OfA(_weight, _rank, stated)), (_b, AdapterShapes.OfB(_weight, _rank, stated)) })
        {
            if (!factor.Entry.Shape.SequenceEqual(allowed))
            {
                throw Mismatch(factor, ShapeText.Of(allowed), $"rank {_rank} and '{WeightName}' of {ShapeText.Of(_weight.Entry.Shape)} in the base");
            }
        }

        return stated;
    }

    // Only matrices are stored either way round; convolutions keep their outputs in front.
    private bool Fits(bool transposed) =>
        (!transposed || _weight.Entry.Shape.Length == 2) &&
        _a.Entry.Shape.SequenceEqual(AdapterShapes.OfA(_weight, _rank, transposed)) &&
        _b.Entry.Shape.SequenceEqual(AdapterShapes.OfB(_weight, _rank, transposed));

    private StoredTensor? Magnitude()
    {
        if (!_adapter.Config.HasMagnitudes)
        {
            return null;
        }

        var magnitude = Required(AdapterPart.Magnitude);
        var outputs = _weight.Entry.Shape[IsTransposed ? 1 : 0];
        return magnitude.Entry.ElementCount == outputs
            ? magnitude
            : throw Mismatch(magnitude, ShapeText.Of([outputs]), $"the outputs of '{WeightName}' of {ShapeText.Of(_weight.Entry.Shape)} in the base");
    }

    private MergeBuildException Mismatch(StoredTensor tensor, string allowed, string reason) =>
        DiagnosticTable.AdapterShapeMismatch.Exception(
            _adapter.Weights.Path, tensor.Entry.Name, ShapeText.Of(tensor.Entry.Shape), allowed, reason);
}
