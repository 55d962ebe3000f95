using System.Text;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Cli.Generation;

/// <summary>Generates one continuation, and hands its text on as it becomes certain.</summary>
internal static class StreamedText
{
    /// <summary>Generates.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="request">The prompt and how to continue it.</param>
    /// <param name="write">Gets the parts of the text.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The ids and the whole text.</returns>
    public static (int[] Ids, string Text) Run(
        ICausalLanguageModel model, ITokenizer tokenizer, GenerationRequest request, Action<string> write, CancellationToken cancellation)
    {
        var decoder = tokenizer.CreateStreamingDecoder(skipSpecialTokens: true);
        var text = new StringBuilder();
        var ids = model.Generate([request with { EndTokens = model.EndTokens, IsLast = Take }], cancellation)[0];
        Write(decoder.Complete());
        return (ids, text.ToString());

        bool Take(int id)
        {
            if (!model.EndTokens.Contains(id))
            {
                Write(decoder.Add(id));
            }

            return false;
        }

        void Write(string part)
        {
            text.Append(part);
            write(part);
        }
    }
}
