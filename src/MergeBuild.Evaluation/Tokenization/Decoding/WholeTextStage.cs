using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>Puts a text together again, for steps that must see all of it.</summary>
internal sealed class WholeTextStage(DecodingStage next) : DecodingStage
{
    private readonly StringBuilder _text = new();

    public override void Add(string text) => _text.Append(text);

    public override void Complete()
    {
        // Without any token there is no text either, not even an empty one.
        if (_text.Length > 0)
        {
            next.Add(_text.ToString());
        }

        next.Complete();
    }
}
