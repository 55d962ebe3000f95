using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Families;

/// <summary>The sizes that all families but GPT-2 spell alike.</summary>
internal sealed record DecoderSizes
{
    public required int Vocabulary { get; init; }

    public required int Hidden { get; init; }

    public required int Intermediate { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int KeyValueHeads { get; init; }

    public required int HeadDimension { get; init; }

    public required int ContextLength { get; init; }

    public required float Epsilon { get; init; }

    /// <summary>Reads the sizes.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="contextLength">The context where the file is silent.</param>
    /// <param name="epsilon">The epsilon of normalisations where the file is silent.</param>
    /// <param name="headDimension">The head's dimension where the file is silent; hidden size over heads unless given.</param>
    /// <param name="keyValueHeads">Key-value heads where the file is silent; as many as heads unless given.</param>
    public static DecoderSizes Read(ModelSettings settings, int contextLength, double epsilon, int? headDimension = null, int? keyValueHeads = null)
    {
        var (hidden, heads) = (settings.Size("hidden_size"), settings.Size("num_attention_heads"));
        var keyValue = settings.SizeOrNull("num_key_value_heads") ?? keyValueHeads ?? heads;
        if (heads % keyValue != 0)
        {
            throw settings.Invalid("num_key_value_heads", $"a divisor of num_attention_heads, {heads}");
        }

        var stated = settings.Has("head_dim") ? settings.Parts("head_dim") : headDimension;
        if (stated is null && hidden % heads != 0)
        {
            throw settings.Invalid("num_attention_heads", $"a divisor of hidden_size, {hidden}, since head_dim is not set");
        }

        if (stated is null && hidden / heads > ModelSettings.MaximumParts)
        {
            throw settings.Invalid("hidden_size", $"at most {ModelSettings.MaximumParts} dimensions for each of {heads} heads");
        }

        return new DecoderSizes
        {
            Vocabulary = settings.Size("vocab_size"),
            Hidden = hidden,
            Intermediate = settings.Size("intermediate_size"),
            Layers = settings.Parts("num_hidden_layers"),
            Heads = heads,
            KeyValueHeads = keyValue,
            HeadDimension = stated ?? hidden / heads,
            ContextLength = settings.Size("max_position_embeddings", contextLength),
            Epsilon = (float)settings.Positive("rms_norm_eps", epsilon),
        };
    }

    /// <summary>Refuses an odd number of dimensions, which cannot be rotated in pairs.</summary>
    public void CheckRotation(ModelSettings settings, int dimension)
    {
        if (dimension % 2 != 0 || dimension > HeadDimension)
        {
            throw DiagnosticTable.ModelSettingInvalid.Exception(settings.File, "head_dim", HeadDimension, "an even number, since dimensions are rotated in pairs");
        }
    }
}
