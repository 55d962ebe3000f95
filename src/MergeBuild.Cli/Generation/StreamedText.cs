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
    /// <param name="stop">Texts that end it; the text goes up to the first of them.</param>
    /// <param name="write">Gets the parts of the text.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The ids and the whole text.</returns>
    public static (int[] Ids, string Text) Run(
        ICausalLanguageModel model, ITokenizer tokenizer, GenerationRequest request, IReadOnlyCollection<string> stop, Action<string> write, CancellationToken cancellation)
    {
        var decoder = tokenizer.CreateStreamingDecoder(skipSpecialTokens: true);
        var text = new StringBuilder();
        var stopped = new StoppedText(stop, Write);
        var ids = model.Generate([request with { EndTokens = model.EndTokens, IsLast = Take }], cancellation)[0];
        stopped.Add(decoder.Complete());
        stopped.Complete();
        return (ids, text.ToString());

        bool Take(int id)
        {
            if (!model.EndTokens.Contains(id))
            {
                stopped.Add(decoder.Add(id));
            }

            return stopped.IsStopped;
        }

        void Write(string part)
        {
            text.Append(part);
            write(part);
        }
    }
}
