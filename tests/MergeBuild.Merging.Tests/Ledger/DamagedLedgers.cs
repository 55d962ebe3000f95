using System.Collections.Immutable;
using System.Security.Cryptography;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Merging.Ledger;
using MergeBuild.Testing;

namespace MergeBuild.Merging.Tests.Ledger;

public sealed class DamagedLedgers : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _bytes;

    public DamagedLedgers()
    {
        _path = _folder["merge.ledger"];
        LedgerFormat.Write(Example(), _path, PhysicalFileSystem.Instance);
        _bytes = File.ReadAllBytes(_path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_intact_one_is_read_as_it_was_written()
    {
        var (expected, actual) = (Example(), Read(_bytes));
        Assert.Equal(expected.OutputDirectory, actual.OutputDirectory);
        Assert.Equal(expected.Work, actual.Work);
        Assert.Equal(expected.Inputs["in"].Identity, actual.Inputs["in"].Identity);
        Assert.Equal(expected.Inputs["in"].Tree.Digest, actual.Inputs["in"].Tree.Digest);
        Assert.Null(actual.Outputs["out"].Identity);
        var (tensor, read) = (expected.Tensors["t"], actual.Tensors["t"]);
        Assert.Equal((tensor.File, tensor.Offset, tensor.BlockLength, tensor.Formula), (read.File, read.Offset, read.BlockLength, read.Formula));
        Assert.Equal(tensor.Keys, read.Keys);
        Assert.Equal(tensor.Passes[0].Parts, read.Passes[0].Parts);
        Assert.Equal(tensor.Hints, read.Hints);
        Assert.Equal(tensor.Reasons, read.Reasons);
    }

    [Fact]
    public void Any_flipped_bit_makes_it_none()
    {
        for (var place = 0; place < _bytes.Length; place++)
        {
            var damaged = (byte[])_bytes.Clone();
            damaged[place] ^= (byte)(1 << (place % 8));
            Assert.Empty(Read(damaged).Tensors);
        }
    }

    [Fact]
    public void Any_length_but_its_own_makes_it_none()
    {
        for (var length = 0; length < _bytes.Length; length++)
        {
            Assert.Empty(Read(_bytes[..length]).Tensors);
        }

        Assert.Empty(Read([.. _bytes, 0]).Tensors);
    }

    // As if a hostile program had made the digest fit.
    [Fact]
    public void Random_damage_under_a_right_digest_neither_throws_nor_takes_memory()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var content = _bytes[..^SHA256.HashSizeInBytes];
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                var place = random.Next(content.Length);
                content[place] = random.Next(3) switch { 0 => 0xFF, 1 => 0x7F, _ => (byte)random.Next(256) };
            }

            Read([.. content, .. SHA256.HashData(content)]);
        }
    }

    [Fact]
    public void That_of_another_model_directory_is_none() =>
        Assert.Empty(LedgerFormat.Read(_path, "/elsewhere", PhysicalFileSystem.Instance).Tensors);

    private BlockLedger Read(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return LedgerFormat.Read(_path, null, PhysicalFileSystem.Instance);
    }

    private static BlockLedger Example() => new()
    {
        OutputDirectory = "/models/out",
        Inputs = ImmutableDictionary<string, LedgerFile>.Empty.Add("in", new LedgerFile(new FileIdentity(3, 4, 5, ulong.MaxValue), Tree(40_000))),
        Outputs = ImmutableDictionary<string, LedgerFile>.Empty.Add("out", new LedgerFile(null, Tree(0))),
        Tensors = ImmutableDictionary<string, LedgerTensor>.Empty.Add("t", new LedgerTensor
        {
            File = "out",
            Offset = 8,
            Tree = Tree(100),
            BlockLength = 32768,
            Formula = "operation ties/1",
            Keys = [Blake3.Hash([1]), Blake3.Hash([2])],
            Passes = [new LedgerPass([Blake3.Hash([3]), Blake3.Hash([4])], [1, 2, 3, 4, 5, 6])],
            Hints = [7, 8],
            Reasons = [new BlockReasons(true, "unchanged", 2)],
        }),
        Work = new MergeWork { BytesRead = 1, BytesMerged = 2, BytesWritten = 3, BytesCopied = 4, BlocksMerged = 5, BlocksReused = 6 },
    };

    private static HashTree Tree(int length)
    {
        var tree = new HashTree(length, HashGroups.ShortestLength);
        tree.Accept(0, new byte[length]);
        return tree;
    }
}
