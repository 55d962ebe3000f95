using MergeBuild.Evaluation.Models.Layers;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>A request that is being scored. Its last id is only scored, so all but that go through the model.</summary>
internal sealed class ScoredSequence : IDisposable
{
    private readonly DecoderNetwork _network;
    private readonly SharedBeginning? _beginning;
    private SequenceState? _state;
    private int _taken;

    public ScoredSequence(ScoreRequest request, DecoderNetwork network, SharedBeginning? beginning)
    {
        _network = network;
        _beginning = beginning;
        _taken = beginning?.Length ?? 0;
        Request = request;
        var count = request.Ids.Length - request.FirstScored;
        Scores = new SequenceScores(new float[count], new bool[count]);
    }

    public ScoreRequest Request { get; }

    public SequenceScores Scores { get; }

    /// <summary>Whether all inputs were taken.</summary>
    public bool IsTaken => _taken == InputsOf(Request);

    public SequenceState State => _state ??= Create();

    /// <summary>How many ids of a request go through the model.</summary>
    public static int InputsOf(ScoreRequest request) => request.Ids.Length == request.FirstScored ? 0 : request.Ids.Length - 1;

    /// <summary>Takes the next inputs.</summary>
    public (int Start, int Count) Take(int room)
    {
        var (start, count) = (_taken, Math.Min(room, InputsOf(Request) - _taken));
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
        state.RotaryLength = InputsOf(Request);
        _beginning?.CopyTo(state);
        return state;
    }
}
