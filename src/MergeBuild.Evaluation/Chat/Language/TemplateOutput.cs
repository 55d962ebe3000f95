using System.Text;

namespace MergeBuild.Evaluation.Chat.Language;

/// <summary>Text that a template writes.</summary>
internal sealed class TemplateOutput
{
    private readonly StringBuilder _text = new();

    public int Length => _text.Length;

    public void Append(string text) => _text.Append(text);

    public override string ToString() => _text.ToString();
}
