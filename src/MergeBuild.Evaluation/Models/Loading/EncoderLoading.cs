using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Encoders;
using MergeBuild.Evaluation.Models.Families;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>From a model directory to a classifier in memory.</summary>
internal static class EncoderLoading
{
    public static TextClassifier Load(ModelDirectory directory, InferenceOptions options, CancellationToken cancellation)
    {
        var (settings, modelType) = ConfiguredModel.Read(directory);
        var architecture = directory.Config!.Architecture;
        if (!PretrainedModel.IsClassifier(directory) || !EncoderFamilies.ModelTypes.Contains(modelType))
        {
            throw DiagnosticTable.ModelTypeNotSupported.Exception(
                settings.File, modelType, architecture ?? "(none)", $"classifiers of {string.Join(", ", EncoderFamilies.ModelTypes)} are");
        }

        UnsupportedSettings.Check(settings, modelType);
        if (settings.Text("problem_type") is not (null or "single_label_classification"))
        {
            throw settings.NotSupported("problem_type", "its scores are no choice of one class");
        }

        var labels = LabelReader.Read(settings);
        var source = EncoderFamilies.Describe(modelType, settings, labels.Length)!;
        using var weights = new CheckpointWeights(directory, options.Files);
        var workers = new Workers(options.Threads);
        var builder = new LayerBuilder(weights);
        try
        {
            var classifier = Build(source, builder, directory.Path, labels, workers);
            weights.CheckAllUsed(modelType, name => HarmlessTensors.Contains(name, modelType));
            weights.ReadAll(workers, cancellation);
            return classifier;
        }
        catch
        {
            builder.Matrices.ForEach(matrix => matrix.Dispose());
            throw;
        }
    }

    private static TextClassifier Build(EncoderSource source, LayerBuilder builder, string name, string[] labels, Workers workers) => new()
    {
        Source = source,
        Name = name,
        Labels = labels,
        Matrices = builder.Matrices,
        Embedding = builder.Matrix(source.Embedding),
        Positions = builder.Matrix(source.Positions),
        TokenTypes = source.TokenTypes is null ? null : builder.Matrix(source.TokenTypes),
        EmbeddingNorm = builder.Norm(source.EmbeddingNorm)!,
        Layers = [.. source.Layers.Select(builder.Layer)],
        HeadDense = builder.Linear(source.HeadDense),
        HeadOutput = builder.Linear(source.HeadOutput),
        Workers = workers,
    };
}
