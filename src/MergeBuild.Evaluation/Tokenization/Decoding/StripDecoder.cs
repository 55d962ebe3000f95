namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary><c>Strip</c>: removes up to a number of one character at the start and at the end of each token.</summary>
internal sealed class StripDecoder(string content, int start, int stop) : IDecoder
{
    public bool Joins(bool isJoined) => isJoined;

    public DecodingStage Start(bool isJoined, DecodingStage next) => isJoined
        ? new Stage(content, start, stop, next)
        : new TokenStage((token, _) =>
        {
            var stage = new TextStage();
            var strip = new Stage(content, start, stop, stage);
            strip.Add(token);
            strip.Complete();
            return stage.Take();
        }, next);

    /// <summary>In parts of a text: holds back an end that is stripped if nothing follows.</summary>
    private sealed class Stage(string content, int start, int stop, DecodingStage next) : DecodingStage
    {
        private int _startLeft = start;
        private int _held;

        public override void Add(string text)
        {
            while (_startLeft > 0 && text.StartsWith(content, StringComparison.Ordinal))
            {
                text = text[content.Length..];
                _startLeft--;
            }

            if (text.Length == 0)
            {
                return;
            }

            _startLeft = 0;
            var end = text.Length;
            var count = 0;
            while (count < stop && text.AsSpan(0, end).EndsWith(content, StringComparison.Ordinal))
            {
                end -= content.Length;
                count++;
            }

            // What was held ended the text until now. Of a longer row, the last ones are held.
            var released = end > 0 ? _held : Math.Max(0, _held + count - stop);
            _held = (end > 0 ? 0 : _held - released) + count;
            Release(released, text[..end]);
        }

        public override void Complete() => next.Complete();

        private void Release(int count, string text)
        {
            if (count > 0 || text.Length > 0)
            {
                next.Add(string.Concat(Enumerable.Repeat(content, count)) + text);
            }
        }
    }
}
