using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Hashing;

public sealed class BlocksOfAFile
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(256)]
    public void Combine_to_the_digest_of_the_whole(int chunksInBlock)
    {
        var blockLength = chunksInBlock * Blake3.ChunkLength;
        foreach (var length in (int[])[blockLength + 1, (2 * blockLength) - 1, 2 * blockLength, (3 * blockLength) + 77, 7 * blockLength, (8 * blockLength) + 1024])
        {
            var input = OfficialVectors.Input(length);

            var values = Enumerable.Range(0, (length + blockLength - 1) / blockLength)
                .Select(i => i * blockLength)
                .Select(start => Blake3.BlockValue(input.AsSpan(start..Math.Min(start + blockLength, length)), start))
                .ToArray();

            Assert.Equal(Blake3.Hash(input), Blake3.Combine(values));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(2, 7)]
    [InlineData(16, 1)]
    [InlineData(16, 3)]
    [InlineData(16, 16)]
    [InlineData(64, 5)]
    public void Have_the_same_values_together_as_one_by_one(int chunksInBlock, int count)
    {
        var blockLength = chunksInBlock * Blake3.ChunkLength;
        var offset = 3L * blockLength;
        var input = OfficialVectors.Input(count * blockLength);
        var values = new Blake3Digest[count];

        Blake3.BlockValues(input, offset, blockLength, values);

        Assert.Equal(
            Enumerable.Range(0, count).Select(i => Blake3.BlockValue(input.AsSpan(i * blockLength, blockLength), offset + (i * blockLength))),
            values);
    }

    [Fact]
    public void A_changed_block_changes_its_own_value_and_the_digest()
    {
        var input = OfficialVectors.Input(8 * Blake3.ChunkLength);
        var before = Enumerable.Range(0, 4).Select(i => Value(input, i)).ToArray();
        input[(2 * 2 * Blake3.ChunkLength) + 5] ^= 1;

        var after = Enumerable.Range(0, 4).Select(i => Value(input, i)).ToArray();

        Assert.Equal([true, true, false, true], before.Zip(after, (old, current) => old == current));
        Assert.NotEqual(Blake3.Combine(before), Blake3.Combine(after));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Blake3File.BlockLength)]
    [InlineData(Blake3File.BlockLength + 1)]
    [InlineData((5 * Blake3File.BlockLength) + 3000)]
    public void Are_hashed_in_parallel_to_the_same_digest(int length)
    {
        using var folder = new TemporaryFolder();
        var input = OfficialVectors.Input(length);
        using var file = PhysicalFileSystem.Instance.OpenRead(folder.Write("file", input));

        Assert.Equal(Blake3.Hash(input), Blake3File.Digest(file, threads: 3, TestContext.Current.CancellationToken));
    }

    private static Blake3Digest Value(byte[] input, int block) =>
        Blake3.BlockValue(input.AsSpan(block * 2 * Blake3.ChunkLength, 2 * Blake3.ChunkLength), block * 2 * Blake3.ChunkLength);
}
