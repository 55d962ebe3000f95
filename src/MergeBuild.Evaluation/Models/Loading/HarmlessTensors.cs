namespace MergeBuild.Evaluation.Models.Loading;

/// <summary>Tensors that old versions of transformers stored although they are computed, and those of other senses.</summary>
internal static class HarmlessTensors
{
    private static readonly string[] Endings = [".rotary_emb.inv_freq", ".attn.bias", ".attn.masked_bias", "embeddings.position_ids"];
    private static readonly string[] Vision = ["vision_tower.", "multi_modal_projector.", "model.vision_tower.", "model.multi_modal_projector."];

    /// <summary>Whether a model without the tensor computes the same from text.</summary>
    public static bool Contains(string name, string modelType) =>
        Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)) ||
        (modelType == "gemma3" && Vision.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
}
