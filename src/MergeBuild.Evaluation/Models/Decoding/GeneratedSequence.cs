using MergeBuild.Evaluation.Models.Layers;

namespace MergeBuild.Evaluation.Models.Decoding;

/// <summary>A prompt that is being continued.</summary>
internal sealed class GeneratedSequence : IDisposable
{
    private readonly DecoderNetwork _network;
    private int[] _ids;
    private int _taken;

    public GeneratedSequence(GenerationRequest request, DecoderNetwork network)
    {
        _network = network;
        Request = request;
        Length = request.Prompt.Length;
        _ids = new int[Length + 64];
        request.Prompt.CopyTo(_ids);
        State = network.CreateState();
        State.RotaryLength = Length;
        IsDone = request.MaximumTokens == 0;
    }

    public GenerationRequest Request { get; }

    public SequenceState State { get; }

    /// <summary>Ids of the prompt and those generated.</summary>
    public int Length { get; private set; }

    public int GeneratedCount => Length - Request.Prompt.Length;

    public int[] Generated => _ids[Request.Prompt.Length..Length];

    public bool IsDone { get; private set; }

    /// <summary>Whether ids have not gone through the model yet.</summary>
    public bool HasPending => _taken < Length;

    /// <summary>Takes ids that have not gone through the model.</summary>
    public ReadOnlyMemory<int> TakePending(int room)
    {
        var ids = _ids.AsMemory(_taken, Math.Min(room, Length - _taken));
        _taken += ids.Length;
        return ids;
    }

    /// <summary>Appends an id, and notices whether it was the last.</summary>
    public void Add(int id)
    {
        if (Length == _ids.Length)
        {
            Array.Resize(ref _ids, 2 * Length);
        }

        _ids[Length++] = id;
        IsDone = Request.EndTokens.Contains(id) | Request.IsLast?.Invoke(id) == true ||
            GeneratedCount == Request.MaximumTokens || Length > (_network.Positions?.Outputs ?? int.MaxValue);
        if (!IsDone)
        {
            Lengthen();
        }
    }

    public void Dispose() => State.Dispose();

    // Where a longer sequence has other rotary frequencies, all its positions go through the model again.
    private void Lengthen()
    {
        if (_network.Rotaries.Any(rotary => rotary.For(Length) != rotary.For(State.RotaryLength)))
        {
            State.Clear();
            _taken = 0;
        }

        State.RotaryLength = Length;
    }
}
