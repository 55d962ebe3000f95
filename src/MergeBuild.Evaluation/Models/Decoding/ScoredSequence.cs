using MergeBuild.Evaluation.Models.Layers;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>A request that is being scored. Its last id is only scored, so all but that go through the model.</summary>
internal sealed class ScoredSequence : IDisposable
{
    private readonly DecoderNetwork _network;
    private SequenceState? _state;
    private int _taken;

    public ScoredSequence(ScoreRequest request, DecoderNetwork network)
    {
        _network = network;
        Request = request;
        var count = request.Ids.Length - request.FirstScored;
        Scores = new SequenceScores(new float[count], new bool[count]);
        InputCount = count == 0 ? 0 : request.Ids.Length - 1;
    }

    public ScoreRequest Request { get; }

    public SequenceScores Scores { get; }

    /// <summary>Whether all inputs were taken.</summary>
    public bool IsTaken => _taken == InputCount;

    public SequenceState State => _state ??= Create();

    private int InputCount { get; }

    /// <summary>Takes the next inputs.</summary>
    public (int Start, int Count) Take(int room)
    {
        var (start, count) = (_taken, Math.Min(room, InputCount - _taken));
        _taken += count;
        return (start, count);
    }

    /// <summary>Gives back the caches of a sequence that went through whole.</summary>
    public void ReleaseIfDone()
    {
        if (IsTaken)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _state?.Dispose();
        _state = null;
    }

    private SequenceState Create()
    {
        var state = _network.CreateState();
        state.RotaryLength = InputCount;
        return state;
    }
}
