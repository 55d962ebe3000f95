namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary><c>BPEDecoder</c>: the suffix that ends a word becomes a space, in the last token nothing.</summary>
internal sealed class SuffixDecoder(string suffix) : IDecoder
{
    public bool Joins(bool isJoined) => isJoined;

    public DecodingStage Start(bool isJoined, DecodingStage next)
    {
        var stage = new Stage(suffix, next);
        return isJoined ? new WholeTextStage(stage) : stage;
    }

    private sealed class Stage(string suffix, DecodingStage next) : DecodingStage
    {
        // The last token is not known as such until the end.
        private string? _held;

        public override void Add(string text)
        {
            Release(" ");
            _held = text;
        }

        public override void Complete()
        {
            Release("");
            next.Complete();
        }

        private void Release(string space)
        {
            if (_held is not null)
            {
                next.Add(suffix.Length == 0 ? _held : _held.Replace(suffix, space, StringComparison.Ordinal));
            }
        }
    }
}
