using System.Text.Json;
using MergeBuild.Checkpoints.Hashing;

namespace MergeBuild.Checkpoints.Tests.Hashing;

/// <summary>The vectors that come with the BLAKE3 specification: inputs of bytes 0, 1, … 250, 0, 1, …</summary>
public sealed class OfficialVectors
{
    private static readonly JsonElement[] Cases =
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Hashing/test_vectors.json")))
            .RootElement.GetProperty("cases").EnumerateArray(),
    ];

    public static TheoryData<int> Lengths => [.. Cases.Select(known => known.GetProperty("input_len").GetInt32())];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Digest_is_the_official_one(int length)
    {
        var known = Cases.Single(candidate => candidate.GetProperty("input_len").GetInt32() == length);

        var digest = Blake3.Hash(Input(length));

        Assert.Equal(known.GetProperty("hash").GetString()![..(2 * Blake3Digest.Length)], digest.ToString());
    }

    internal static byte[] Input(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
}
