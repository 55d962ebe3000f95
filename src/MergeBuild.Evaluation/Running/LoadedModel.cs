using MergeBuild.Evaluation.Chat;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>A model in memory, of one of two sorts.</summary>
public sealed class LoadedModel : IDisposable
{
    private LoadedModel(ITokenizer tokenizer, ICausalLanguageModel? languageModel, ITextClassifier? classifier, ChatTemplate? chatTemplate)
    {
        Tokenizer = tokenizer;
        LanguageModel = languageModel;
        Classifier = classifier;
        ChatTemplate = chatTemplate;
    }

    /// <summary>Its tokenizer.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>The language model, or null when it is a classifier.</summary>
    public ICausalLanguageModel? LanguageModel { get; }

    /// <summary>The classifier, or null when it is a language model.</summary>
    public ITextClassifier? Classifier { get; }

    /// <summary>The template of its conversations, or null when it has none.</summary>
    public ChatTemplate? ChatTemplate { get; }

    /// <summary>A language model; disposing the result disposes it.</summary>
    public static LoadedModel Of(ITokenizer tokenizer, ICausalLanguageModel model, ChatTemplate? chatTemplate = null) => new(tokenizer, model, null, chatTemplate);

    /// <summary>A classifier; disposing the result disposes it.</summary>
    public static LoadedModel Of(ITokenizer tokenizer, ITextClassifier classifier) => new(tokenizer, null, classifier, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        LanguageModel?.Dispose();
        Classifier?.Dispose();
    }
}
