namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>Decodes ids as they come, by the steps that decode all of them at once.</summary>
internal sealed class StreamingDecoder : IStreamingDecoder
{
    private readonly Func<int, string?> _tokenOf;
    private readonly TextStage _text = new();
    private readonly DecodingStage _first;

    /// <summary>Starts a decoding; an id without a token is left out.</summary>
    public StreamingDecoder(IDecoder decoder, Func<int, string?> tokenOf)
    {
        _tokenOf = tokenOf;
        _first = decoder.Start(isJoined: false, _text);
    }

    public string Add(int id)
    {
        if (_tokenOf(id) is { } token)
        {
            _first.Add(token);
        }

        return _text.Take();
    }

    public string Complete()
    {
        _first.Complete();
        return _text.Take();
    }
}
