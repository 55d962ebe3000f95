using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models;

/// <summary>Loads the model of a Hugging Face directory into memory, in the type that its weights are stored in.</summary>
public static class PretrainedModel
{
    /// <summary>Whether a directory holds an encoder with a classification head rather than a language model.</summary>
    public static bool IsClassifier(ModelDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.Config?.Architecture?.EndsWith("ForSequenceClassification", StringComparison.Ordinal) == true;
    }

    /// <summary>Loads a causal language model.</summary>
    /// <exception cref="MergeBuildException">The family or a setting is not supported, a tensor is missing or of another
    /// shape, or a file cannot be read (MB405x, MB20xx).</exception>
    public static ICausalLanguageModel LoadLanguageModel(
        ModelDirectory directory, InferenceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return DecoderLoading.Load(directory, options ?? new InferenceOptions(), cancellation);
    }

    /// <summary>Loads an encoder with a classification head.</summary>
    /// <exception cref="MergeBuildException">As for <see cref="LoadLanguageModel"/>.</exception>
    public static ITextClassifier LoadClassifier(
        ModelDirectory directory, InferenceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return EncoderLoading.Load(directory, options ?? new InferenceOptions(), cancellation);
    }
}
