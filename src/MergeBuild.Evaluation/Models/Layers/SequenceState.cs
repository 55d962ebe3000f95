using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Layers;

/// <summary>One sequence on its way through a model: what its positions so far have left in every layer.</summary>
internal sealed class SequenceState : IDisposable
{
    private readonly KeyValueCache[] _layers;

    /// <summary>A sequence without positions.</summary>
    public SequenceState(IEnumerable<Attention> layers, BufferPool pool) =>
        _layers = [.. layers.Select(layer => new KeyValueCache(layer.KeyValueHeadCount, layer.HeadDimension, pool))];

    /// <summary>Positions that went through.</summary>
    public int Length { get; private set; }

    /// <summary>
    /// The length that decides the rotary frequencies: of the whole sequence, which may be longer than what went through.
    /// </summary>
    public int RotaryLength { get; set; }

    /// <summary>What a layer left.</summary>
    public KeyValueCache this[int layer] => _layers[layer];

    /// <summary>Counts positions that went through all layers.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Begins with all positions of another sequence.</summary>
    /// <param name="beginning">The other sequence; this one has no positions yet.</param>
    /// <param name="end">How many positions this one will have.</param>
    public void BeginWith(SequenceState beginning, int end)
    {
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer].CopyFrom(beginning._layers[layer], beginning.Length, end);
        }

        Length = beginning.Length;
    }

    /// <summary>Forgets all positions.</summary>
    public void Clear() => Length = 0;

    public void Dispose() => Array.ForEach(_layers, layer => layer.Dispose());
}
