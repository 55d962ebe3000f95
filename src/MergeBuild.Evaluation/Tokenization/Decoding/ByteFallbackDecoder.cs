using System.Globalization;
using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>
/// <c>ByteFallback</c>: tokens such as <c>&lt;0xE2&gt;</c> in a row become the text whose UTF-8 they are, or, where they are
/// none, U+FFFD each. So all of a row waits for its end. A byte order mark that begins a row is no text.
/// </summary>
internal sealed class ByteFallbackDecoder : IDecoder
{
    private const int TokenLength = 6;
    private const char ByteOrderMark = '\uFEFF';

    public bool Joins(bool isJoined) => isJoined;

    public DecodingStage Start(bool isJoined, DecodingStage next)
    {
        var stage = new Stage(next);
        return isJoined ? new WholeTextStage(stage) : stage;
    }

    private static bool IsByte(string token, out byte value)
    {
        value = 0;
        return token.Length == TokenLength && token.StartsWith("<0x", StringComparison.Ordinal) && token[^1] == '>' &&
            byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private sealed class Stage(DecodingStage next) : DecodingStage
    {
        private readonly List<byte> _row = [];

        public override void Add(string text)
        {
            if (IsByte(text, out var value))
            {
                _row.Add(value);
                return;
            }

            EndRow();
            next.Add(text);
        }

        public override void Complete()
        {
            EndRow();
            next.Complete();
        }

        private void EndRow()
        {
            if (_row.Count == 0)
            {
                return;
            }

            byte[] bytes = [.. _row];
            _row.Clear();
            if (System.Text.Unicode.Utf8.IsValid(bytes))
            {
                var text = Encoding.UTF8.GetString(bytes);
                next.Add(text[0] == ByteOrderMark ? text[1..] : text);
                return;
            }

            // A token each: steps that look at single tokens see them as the library's do.
            foreach (var _ in bytes)
            {
                next.Add("\uFFFD");
            }
        }
    }
}
