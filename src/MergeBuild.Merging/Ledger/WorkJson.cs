using System.Text.Json.Nodes;

namespace MergeBuild.Merging.Ledger;

/// <summary>A build's work for programs.</summary>
public static class WorkJson
{
    /// <summary>The numbers by name.</summary>
    public static JsonObject Of(MergeWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new JsonObject
        {
            ["bytesRead"] = work.BytesRead,
            ["bytesMerged"] = work.BytesMerged,
            ["bytesWritten"] = work.BytesWritten,
            ["bytesCopied"] = work.BytesCopied,
            ["blocksMerged"] = work.BlocksMerged,
            ["blocksReused"] = work.BlocksReused,
        };
    }
}
