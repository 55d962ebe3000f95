using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Adapters;

namespace MergeBuild.Packaging;

/// <summary>What an adapter did to a tensor of a parent, for the manifest.</summary>
internal static class AdapterJson
{
    public static JsonObject Of(AdapterUpdate update)
    {
        var json = new JsonObject();
        if (update.Replacement is { } replacement)
        {
            json["replacement"] = replacement.Entry.Name;
        }

        if (update.LowRank is { } lowRank)
        {
            json["factors"] = new JsonArray(lowRank.A.Entry.Name, lowRank.B.Entry.Name);
            json["rank"] = lowRank.Rank;
            json["alpha"] = lowRank.Alpha;
            json["scaling"] = lowRank.Scaling;
            if (lowRank.IsTransposed)
            {
                json["transposed"] = true;
            }

            if (lowRank.Magnitude is { } magnitude)
            {
                json["magnitude"] = magnitude.Entry.Name;
            }
        }

        if (update.Bias is { } bias)
        {
            json["bias"] = bias.Tensor.Entry.Name;
            json["biasScaling"] = bias.Scaling;
        }

        return json;
    }
}
