using MergeBuild.Checkpoints.Models;
using MergeBuild.Evaluation.Chat;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Running;

/// <summary>Models of Hugging Face directories, ready for evaluation.</summary>
public static class ModelLoading
{
    /// <summary>A model whose weights are read when the first suite needs them.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="digests">Where its digest comes from.</param>
    /// <param name="options">How the forward pass runs.</param>
    /// <param name="allowPickle">Whether weights that are there only as PyTorch files are read. Nothing in them is run.</param>
    /// <param name="cancellation">Ends the hashing and the loading.</param>
    public static EvaluatedModel Open(
        string directory, IModelDigests digests, InferenceOptions? options = null, bool allowPickle = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(digests);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        return new EvaluatedModel(new ModelIdentity(name, digests.DigestOf(directory, cancellation)), () => Load(directory, options, allowPickle, cancellation));
    }

    private static LoadedModel Load(string directory, InferenceOptions? options, bool allowPickle, CancellationToken cancellation)
    {
        var model = ModelDirectory.Open(directory, options?.Files, allowPickle);
        var tokenizer = Tokenizer.Load(directory, options?.Files);
        return PretrainedModel.IsClassifier(model)
            ? LoadedModel.Of(tokenizer, PretrainedModel.LoadClassifier(model, options, cancellation))
            : LoadedModel.Of(tokenizer, PretrainedModel.LoadLanguageModel(model, options, cancellation), ChatTemplate.TryLoad(directory, files: options?.Files));
    }
}
