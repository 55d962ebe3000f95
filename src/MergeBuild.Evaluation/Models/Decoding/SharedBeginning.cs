using MergeBuild.Evaluation.Models.Layers;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>Ids that several requests begin with, which go through the model once.</summary>
internal sealed class SharedBeginning(ScoreRequest first) : IDisposable
{
    private SequenceState? _state;
    private int _taken;
    private int _copiesLeft = 1;

    /// <summary>How many ids: all before the one whose successor is the first that is scored.</summary>
    public int Length { get; } = first.FirstScored - 1;

    /// <summary>How many requests begin with them.</summary>
    public int Count { get; private set; } = 1;

    private ReadOnlyMemory<int> Ids => first.Ids[..Length];

    /// <summary>
    /// Whether a request begins with these ids and has the same rotary frequencies, so that the ids leave the same bits in
    /// every layer.
    /// </summary>
    public bool Fits(ScoreRequest request, DecoderNetwork network)
    {
        var (length, other) = (ScoredSequence.InputsOf(first), ScoredSequence.InputsOf(request));
        return request.FirstScored == first.FirstScored && other > 0 && request.Ids.Span[..Length].SequenceEqual(Ids.Span) &&
            network.Rotaries.All(rotary => rotary.For(length) == rotary.For(other));
    }

    /// <summary>Counts a request that begins with these ids.</summary>
    public void Join() => _copiesLeft = ++Count;

    /// <summary>Takes the next ids that have not gone through the model.</summary>
    public (SequenceState State, ReadOnlyMemory<int> Ids)? Take(int room, DecoderNetwork network)
    {
        if (_taken == Length)
        {
            return null;
        }

        if (_state is null)
        {
            _state = network.CreateState();
            _state.RotaryLength = ScoredSequence.InputsOf(first);
        }

        var ids = Ids.Slice(_taken, Math.Min(room, Length - _taken));
        _taken += ids.Length;
        return (_state, ids);
    }

    /// <summary>Lets a sequence begin with the ids; after the last of them they are forgotten.</summary>
    public void CopyTo(SequenceState state)
    {
        state.BeginWith(_state!, state.RotaryLength);
        if (--_copiesLeft == 0)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _state?.Dispose();
        _state = null;
    }
}
