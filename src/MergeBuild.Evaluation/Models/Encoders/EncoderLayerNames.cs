namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>The modules of an encoder's layer.</summary>
internal sealed record EncoderLayerNames(
    string Query, string Key, string Value, string Output, string AttentionNorm, string Up, string Down, string FeedForwardNorm);
