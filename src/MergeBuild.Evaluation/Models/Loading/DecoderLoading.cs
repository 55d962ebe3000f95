using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Decoding;
using MergeBuild.Evaluation.Models.Families;
using MergeBuild.Evaluation.Models.Layers;
using MergeBuild.Evaluation.Numerics;

namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>From a model directory to a language model in memory.</summary>
internal static class DecoderLoading
{
    private static readonly string[] LanguageModelEndings = ["ForCausalLM", "LMHeadModel", "ForConditionalGeneration"];

    public static LanguageModel Load(ModelDirectory directory, InferenceOptions options, CancellationToken cancellation)
    {
        var (settings, modelType) = ConfiguredModel.Read(directory);
        var describe = Supported(directory, settings, modelType);
        UnsupportedSettings.Check(settings, modelType);
        if (settings.Section("text_config") is { } text)
        {
            UnsupportedSettings.Check(text, modelType);
        }

        var source = describe(new FamilyContext(settings, directory.Tensors.ContainsKey));
        var endTokens = EndTokenReader.Read(directory, settings, options.Files);
        using var weights = new CheckpointWeights(directory, options.Files);
        var workers = new Workers(options.Threads);
        var builder = new LayerBuilder(weights);
        try
        {
            var network = Build(source, builder, weights, workers);
            weights.CheckAllUsed(modelType, name => HarmlessTensors.Contains(name, modelType));
            weights.ReadAll(workers, cancellation);
            return new LanguageModel(network, directory.Path, source.ContextLength, endTokens);
        }
        catch
        {
            builder.Matrices.ForEach(matrix => matrix.Dispose());
            throw;
        }
    }

    private static Func<FamilyContext, DecoderSource> Supported(ModelDirectory directory, ModelSettings settings, string modelType)
    {
        var architecture = directory.Config!.Architecture;
        var known = $"language models of {string.Join(", ", DecoderFamilies.ModelTypes)} are";
        if (architecture is not null && !LanguageModelEndings.Any(ending => architecture.EndsWith(ending, StringComparison.Ordinal)))
        {
            throw DiagnosticTable.ModelTypeNotSupported.Exception(settings.File, modelType, architecture, known);
        }

        return DecoderFamilies.Find(modelType)
            ?? throw DiagnosticTable.ModelTypeNotSupported.Exception(settings.File, modelType, architecture ?? "(none)", known);
    }

    private static DecoderNetwork Build(DecoderSource source, LayerBuilder builder, CheckpointWeights weights, Workers workers)
    {
        var embedding = builder.Matrix(source.Embedding);
        if (source.Head is null)
        {
            // Some writers store the head although it is the embedding.
            weights.Ignore("lm_head.weight");
            weights.Ignore("language_model.lm_head.weight");
        }

        return new DecoderNetwork
        {
            Matrices = builder.Matrices,
            Embedding = embedding,
            EmbeddingScale = source.EmbeddingScale is { } scale ? Rounded(scale, weights.TypeInMemory(source.Embedding.Name)) : 1,
            Positions = source.Positions is null ? null : builder.Matrix(source.Positions),
            Layers = [.. source.Layers.Select(builder.Layer)],
            FinalNorm = builder.Norm(source.FinalNorm)!,
            Head = source.Head is null ? new Linear(embedding, null) : builder.Linear(source.Head),
            LogitSoftCap = source.LogitSoftCap,
            Workers = workers,
        };
    }

    // The reference implementation keeps the factor in the weights' type.
    private static float Rounded(double value, DType dtype)
    {
        var bytes = new byte[dtype.ByteSize()];
        DTypeConversion.Narrow(dtype, [(float)value], bytes);
        var rounded = new float[1];
        DTypeConversion.Widen(dtype, bytes, rounded);
        return rounded[0];
    }
}
