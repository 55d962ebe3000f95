using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Models.Loading;

namespace MergeBuild.Evaluation.Models.Rotary;

/// <summary>
/// Reads the scaling of rotary positions from <c>config.json</c>: <c>rope_theta</c> beside <c>rope_scaling</c>, or all of
/// it in <c>rope_parameters</c>. The kinds are those of Hugging Face's <c>modeling_rope_utils</c>.
/// </summary>
internal static class RotaryReader
{
    private static readonly string[] CommonKeys =
        ["rope_type", "type", "rope_theta", "factor", "original_max_position_embeddings", "partial_rotary_factor", "attention_factor"];

    /// <summary>Reads the scaling of a model that has one.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="dimension">Dimensions of a head that are rotated.</param>
    /// <param name="contextLength"><c>max_position_embeddings</c>.</param>
    /// <param name="theta">The base where the file has none.</param>
    public static IRotaryScaling Read(ModelSettings settings, int dimension, int contextLength, double theta)
    {
        var scaling = settings.Section("rope_parameters") ?? settings.Section("rope_scaling");
        return Read(settings, scaling, dimension, contextLength, scaling?.PositiveOrNull("rope_theta") ?? settings.Positive("rope_theta", theta));
    }

    /// <summary>Reads the scaling from its own object.</summary>
    public static IRotaryScaling Read(ModelSettings settings, ModelSettings? scaling, int dimension, int contextLength, double theta)
    {
        var kindKey = scaling?.Has("rope_type") == true ? "rope_type" : "type";
        switch (scaling?.Text(kindKey))
        {
            case null when scaling is null || scaling.Keys.All(key => key is "rope_theta" or "partial_rotary_factor" || !scaling.Has(key)):
            case "default":
                Check(scaling);
                return new FixedRotary(new RotaryFrequencies(RotaryBase.Inverse(theta, dimension), 1));
            case "linear":
                Check(scaling!);
                return new FixedRotary(LinearRotary.Frequencies(theta, dimension, scaling!.Positive("factor")));
            case "dynamic":
                Check(scaling!, "alpha");
                scaling!.RefuseUnlessNeutral("alpha");
                return new DynamicRotary(theta, dimension, scaling.Positive("factor"), contextLength);
            case "yarn":
                return new FixedRotary(Yarn(settings, scaling!, dimension, contextLength, theta).Frequencies());
            case "llama3":
                Check(scaling!, "low_freq_factor", "high_freq_factor");
                return new FixedRotary(Llama3Rotary.Frequencies(
                    theta, dimension, scaling!.Positive("factor"), scaling.Positive("low_freq_factor"), scaling.Positive("high_freq_factor"), scaling.Size("original_max_position_embeddings")));
            case "longrope" or "su":
                return Long(settings, scaling!, dimension, contextLength, theta);
            case null:
                throw DiagnosticTable.ModelSettingMissing.Exception(settings.File, "rope_scaling.rope_type");
            default:
                throw scaling!.NotSupported(kindKey, "known are default, linear, dynamic, yarn, llama3 and longrope");
        }
    }

    private static YarnRotary Yarn(ModelSettings settings, ModelSettings scaling, int dimension, int contextLength, double theta)
    {
        Check(scaling, "beta_fast", "beta_slow", "mscale", "mscale_all_dim", "truncate", "finetuned");
        var trained = scaling.SizeOrNull("original_max_position_embeddings") ?? settings.SizeOrNull("original_max_position_embeddings");
        var weights = scaling.PositiveOrNull("mscale") is { } numerator && scaling.PositiveOrNull("mscale_all_dim") is { } denominator
            ? (numerator, denominator)
            : ((double, double)?)null;
        return new YarnRotary
        {
            Theta = theta,
            Dimension = dimension,
            Factor = scaling.PositiveOrNull("factor") ?? (trained is { } length ? contextLength / (double)length : scaling.Positive("factor")),
            TrainedLength = trained ?? contextLength,
            FastTurns = scaling.Positive("beta_fast", 32),
            SlowTurns = scaling.Positive("beta_slow", 1),
            IsTruncated = scaling.Truth("truncate", absent: true),
            AttentionFactor = scaling.PositiveOrNull("attention_factor"),
            AttentionWeights = weights,
        };
    }

    private static LongRotary Long(ModelSettings settings, ModelSettings scaling, int dimension, int contextLength, double theta)
    {
        Check(scaling, "short_factor", "long_factor", "short_mscale", "long_mscale");
        scaling.RefuseUnlessNeutral("short_mscale");
        scaling.RefuseUnlessNeutral("long_mscale");
        var stated = settings.SizeOrNull("original_max_position_embeddings") ?? scaling.SizeOrNull("original_max_position_embeddings");
        var trained = stated ?? contextLength;
        var stretch = stated is null ? scaling.Positive("factor", 1) : contextLength / (double)trained;
        var attention = scaling.PositiveOrNull("attention_factor") ?? LongRotary.AttentionFactor(stretch, trained);
        return new LongRotary(
            LongRotary.Frequencies(theta, dimension, Factors(scaling, "short_factor", dimension), attention),
            LongRotary.Frequencies(theta, dimension, Factors(scaling, "long_factor", dimension), attention),
            trained);
    }

    private static double[] Factors(ModelSettings scaling, string key, int dimension)
    {
        var factors = scaling.Numbers(key) ?? throw DiagnosticTable.ModelSettingMissing.Exception(scaling.File, key);
        return factors.Length == dimension / 2 ? factors : throw scaling.Invalid(key, $"an array of {dimension / 2} numbers, one a pair of rotated dimensions");
    }

    private static void Check(ModelSettings? scaling, params string[] ownKeys)
    {
        if (scaling?.Keys.FirstOrDefault(key => scaling.Has(key) && !CommonKeys.Contains(key) && !ownKeys.Contains(key)) is { } unknown)
        {
            throw scaling.NotSupported(unknown, "this kind of scaling has no such setting");
        }
    }
}
