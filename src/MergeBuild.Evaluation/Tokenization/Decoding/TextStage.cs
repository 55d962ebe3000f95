using System.Text;

namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>The last step: gathers what is certain.</summary>
internal sealed class TextStage : DecodingStage
{
    private readonly StringBuilder _text = new();

    public override void Add(string text) => _text.Append(text);

    public override void Complete()
    {
    }

    /// <summary>What has come since the last call.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}
