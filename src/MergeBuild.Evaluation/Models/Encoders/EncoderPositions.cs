namespace MergeBuild.Evaluation.Models.Encoders;

/// <summary>Which learned position each id of a sequence has.</summary>
internal static class EncoderPositions
{
    /// <summary>From 0 on; or, where ids of padding are not counted, from the one after the padding id, which they have themselves.</summary>
    public static int[] Of(ReadOnlySpan<int> ids, int? paddingId)
    {
        var positions = new int[ids.Length];
        var next = paddingId is { } padding ? padding + 1 : 0;
        for (var i = 0; i < ids.Length; i++)
        {
            positions[i] = ids[i] == paddingId ? ids[i] : next++;
        }

        return positions;
    }
}
