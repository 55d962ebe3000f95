using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>
/// <c>ByteLevel</c>: letters become the bytes that they stand for, and all bytes one text; what is no UTF-8 becomes U+FFFD.
/// A token that has another letter stands for itself.
/// </summary>
internal sealed class ByteLevelDecoder : IDecoder
{
    public bool Joins(bool isJoined) => true;

    public DecodingStage Start(bool isJoined, DecodingStage next)
    {
        var stage = new Stage(next);
        return isJoined ? new WholeTextStage(stage) : stage;
    }

    private sealed class Stage(DecodingStage next) : DecodingStage
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

        public override void Add(string text) =>
            Append(ByteAlphabet.TryDecode(text, out var bytes) ? bytes : Encoding.UTF8.GetBytes(text), flush: false);

        public override void Complete()
        {
            Append([], flush: true);
            next.Complete();
        }

        private void Append(byte[] bytes, bool flush)
        {
            var characters = new char[_decoder.GetCharCount(bytes, flush)];
            var count = _decoder.GetChars(bytes, characters, flush);
            if (count > 0)
            {
                next.Add(new string(characters, 0, count));
            }
        }
    }
}
