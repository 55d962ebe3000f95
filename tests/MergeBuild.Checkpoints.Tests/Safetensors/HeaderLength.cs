using System.Buffers.Binary;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class HeaderLength
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void A_file_shorter_than_the_length_itself_is_refused(int length) => Refused.File("MB2001", new byte[length]);

    [Theory]
    [InlineData(100_000_001)]
    [InlineData(0x7FFFFFFF)]
    [InlineData(0x7FFFFFFFFFFFFFFF)]
    [InlineData(0x8000000000000000)]
    [InlineData(0xFF00000000000002)]
    [InlineData(0xFFFFFFFFFFFFFFF8)]
    [InlineData(ulong.MaxValue)]
    public void A_length_above_the_limit_is_refused(ulong length) =>
        Refused.File("MB2002", RawSafetensors.Bytes("{}"u8.ToArray(), statedLength: length), $"{length}");

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(100_000_000)]
    public void A_length_past_the_end_of_the_file_is_refused(ulong length) =>
        Refused.File("MB2003", RawSafetensors.Bytes("{}"u8.ToArray(), statedLength: length), $"{length}");

    [Fact]
    public void A_length_without_a_header_is_refused() => Refused.File("MB2003", [60, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public void A_sparse_file_of_two_terabytes_costs_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder["sparse.safetensors"];
        using (var stream = File.Create(path))
        {
            TrySetLength(stream, 2L << 40);
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, 2);
            stream.Write(length);
            stream.Write("{}"u8);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused.With("MB2017", () => Read(path), path, $"{2L << 40}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_true_tensor_of_a_terabyte_is_described_without_being_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder["sparse.safetensors"];
        var layout = new SafetensorsLayout([new TensorDescription("embedding", DType.F32, [1L << 20, 1L << 18])]);
        using (var stream = File.Create(path))
        {
            stream.Write(layout.Prefix.Span);
            TrySetLength(stream, layout.FileLength);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(1L << 40, Assert.Single(Read(path).Tensors).ByteLength);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static SafetensorsHeader Read(string path)
    {
        using var file = PhysicalFileSystem.Instance.OpenRead(path);
        return SafetensorsReader.Read(file);
    }

    private static void TrySetLength(FileStream stream, long length)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "NTFS reserves the space of a file that is not marked as sparse.");
        try
        {
            stream.SetLength(length);
        }
        catch (IOException exception)
        {
            Assert.Skip($"This file system holds no file of {length} bytes: {exception.Message}");
        }
    }
}
