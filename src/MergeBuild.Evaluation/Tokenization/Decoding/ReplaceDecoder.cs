namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary><c>Replace</c> of a text that is taken as it stands.</summary>
internal sealed class ReplaceDecoder(string literal, string content) : IDecoder
{
    public bool Joins(bool isJoined) => isJoined;

    public DecodingStage Start(bool isJoined, DecodingStage next) => isJoined
        ? new Stage(literal, content, next)
        : new TokenStage((token, _) => token.Replace(literal, content, StringComparison.Ordinal), next);

    /// <summary>In parts of a text: holds back an end that may begin a match.</summary>
    private sealed class Stage(string literal, string content, DecodingStage next) : DecodingStage
    {
        private string _held = "";

        public override void Add(string text)
        {
            var all = _held + text;
            var kept = Math.Max(EndOfLastMatch(all), all.Length - literal.Length + 1);
            while (kept < all.Length && !literal.StartsWith(all[kept..], StringComparison.Ordinal))
            {
                kept++;
            }

            _held = all[kept..];
            if (kept > 0)
            {
                next.Add(all[..kept].Replace(literal, content, StringComparison.Ordinal));
            }
        }

        public override void Complete()
        {
            if (_held.Length > 0)
            {
                next.Add(_held);
            }

            next.Complete();
        }

        // Matches are found from the left, as Replace finds them: in "aaa" the first two of "aa" are one.
        private int EndOfLastMatch(string text)
        {
            var end = 0;
            for (var start = text.IndexOf(literal, StringComparison.Ordinal); start >= 0; start = text.IndexOf(literal, end, StringComparison.Ordinal))
            {
                end = start + literal.Length;
            }

            return end;
        }
    }
}
