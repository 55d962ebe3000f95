using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Hashing;

public sealed class TreesOfFiles
{
    private const int Group = HashGroups.ShortestLength;

    public static TheoryData<int> Lengths => [0, 1, 1023, 1024, 1025, Group - 1, Group, Group + 1, 2 * Group, (5 * Group) + 77, 9 * Group];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Have_the_digest_of_the_file_in_whatever_pieces_it_comes(int length)
    {
        var bytes = Bytes(length);
        for (var seed = 0; seed < 20; seed++)
        {
            var tree = new HashTree(length, Group);
            var random = new Random(seed);
            foreach (var (start, count) in Pieces(length, random).OrderBy(_ => random.Next()))
            {
                // Some pieces come twice, some with a part of their neighbour.
                tree.Accept(start, bytes.AsSpan(start, random.Next(3) == 0 ? Math.Min(count + 100, length - start) : count));
                tree.Accept(start, bytes.AsSpan(start, count / 2));
            }

            Assert.True(tree.IsComplete);
            Assert.Equal(Blake3.Hash(bytes), tree.Digest);
        }
    }

    [Fact]
    public void Take_pieces_from_several_threads_some_of_them_twice()
    {
        var bytes = Bytes(40 * Group);
        for (var seed = 0; seed < 20; seed++)
        {
            var tree = new HashTree(bytes.Length, Group);
            (int Start, int Count)[] pieces = [.. Pieces(bytes.Length, new Random(seed))];
            Parallel.ForEach([.. pieces, .. pieces], new ParallelOptions { MaxDegreeOfParallelism = 4 },
                piece => tree.Accept(piece.Start, bytes.AsSpan(piece.Start, piece.Count)));

            Assert.True(tree.IsComplete);
            Assert.Equal(Blake3.Hash(bytes), tree.Digest);
        }
    }

    [Fact]
    public void Are_not_complete_while_a_byte_is_missing()
    {
        var bytes = Bytes(3 * Group);
        var tree = new HashTree(bytes.Length, Group);
        tree.Accept(0, bytes.AsSpan(0, Group + 5));
        tree.Accept(Group + 6, bytes.AsSpan(Group + 6));
        Assert.False(tree.IsComplete);
        Assert.Equal([true, false, true], Enumerable.Range(0, 3).Select(tree.IsKnown));
        Assert.Throws<InvalidOperationException>(() => tree.Digest);
        tree.Accept(Group + 5, bytes.AsSpan(Group + 5, 1));
        Assert.Equal(Blake3.Hash(bytes), tree.Digest);
    }

    [Fact]
    public void Do_not_hold_more_pieces_than_a_few()
    {
        var bytes = Bytes(400 * Group);
        var tree = new HashTree(bytes.Length, Group);
        for (var group = 0; group < 400; group++)
        {
            tree.Accept((long)group * Group, bytes.AsSpan(group * Group, 1));
        }

        // What found no room is read again.
        var file = new BytesFile(bytes);
        var read = 0;
        for (var group = 0; group < 400; group++)
        {
            tree.Accept(((long)group * Group) + 1, bytes.AsSpan((group * Group) + 1, Group - 1));
            if (!tree.IsKnown(group))
            {
                tree.Read(file, 0, group, 1, new byte[Group]);
                read++;
            }
        }

        Assert.Equal(400 - 256, read);
        Assert.Equal(Blake3.Hash(bytes), tree.Digest);
    }

    [Fact]
    public void Take_over_whole_groups_of_an_older_tree()
    {
        var (old, now) = (Bytes((4 * Group) + 9), Bytes((4 * Group) + 9));
        now[Group + 3] ^= 1;
        var before = new HashTree(old.Length, Group);
        before.Accept(0, old);
        var tree = new HashTree(now.Length, Group);
        tree.TakeOver(before, 0, Group + 3);
        tree.TakeOver(before, Group + 4, now.Length - Group - 4);
        Assert.Equal([true, false, true, true, true], Enumerable.Range(0, 5).Select(tree.IsKnown));
        tree.Accept(Group, now.AsSpan(Group, Group));
        Assert.Equal(Blake3.Hash(now), tree.Digest);
    }

    private static IEnumerable<(int Start, int Count)> Pieces(int length, Random random)
    {
        for (var start = 0; start < length;)
        {
            var count = Math.Min(length - start, random.Next(1, 2 * Group));
            yield return (start, count);
            start += count;
        }
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
