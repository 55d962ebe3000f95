using System.Text.Json;

namespace MergeBuild.Benchmarks;

/// <summary>What one method took.</summary>
/// <param name="Method">The method.</param>
/// <param name="MergeSeconds">The merge alone, the best of the repeats.</param>
/// <param name="ProcessorSeconds">Processor time of the merge alone, of all threads together, the least of all repeats.</param>
/// <param name="BuildSeconds">The whole build with hashing of inputs and output, the best of the repeats.</param>
/// <param name="BuildProcessorSeconds">Processor time of the whole build.</param>
/// <param name="PeakBytes">The peak working set beyond that of the runtime at the start.</param>
/// <param name="Digest">The first digits of the BLAKE3 digest of what was written: the same with any threads and any processor.</param>
internal sealed record Measurement(
    string Method, double MergeSeconds, double ProcessorSeconds, double BuildSeconds, double BuildProcessorSeconds, long PeakBytes, string Digest)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static Measurement FromJson(string json) => JsonSerializer.Deserialize<Measurement>(json)!;
}
