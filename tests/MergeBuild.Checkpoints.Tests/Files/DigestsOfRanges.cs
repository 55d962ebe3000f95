using MergeBuild.Checkpoints.Files;
using MergeBuild.Testing;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Checkpoints.Tests.Files;

public sealed class DigestsOfRanges
{
    private const string DigestOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public void A_range_has_the_digest_of_its_bytes_alone(int longestRead)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("file", "xxabcxx");
        using var file = new FaultyFileSystem { LongestRead = longestRead }.OpenRead(path);
        var read = 0;
        Assert.Equal(DigestOfAbc, ContentDigest.Sha256(file, 2, 3, count => read += count, TestContext.Current.CancellationToken));
        Assert.Equal(3, read);
        Assert.Equal(DigestOfAbc, ContentDigest.Sha256("abc"u8));
    }

    [Fact]
    public void A_range_longer_than_the_buffer_is_read_in_parts()
    {
        var bytes = new byte[(3 << 20) + 5];
        new Random(6).NextBytes(bytes);
        Assert.Equal(ContentDigest.Sha256(bytes), ContentDigest.Sha256(new BytesFile(bytes), 0, bytes.Length, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_range_past_the_end_is_refused() =>
        Refused.With("MB2033", () => ContentDigest.Sha256(new BytesFile([1, 2, 3]), 2, 2, null, TestContext.Current.CancellationToken), "model.safetensors");

    [Fact]
    public void A_cancelled_digest_stops() => Assert.Throws<OperationCanceledException>(() =>
        ContentDigest.Sha256(new BytesFile([1]), 0, 1, null, new CancellationToken(canceled: true)));
}
