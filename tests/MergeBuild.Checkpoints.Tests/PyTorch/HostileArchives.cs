using System.Buffers.Binary;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Checkpoints.Tests.PyTorch;

public sealed class HostileArchives
{
    private const string Data = "pytorch_model/data/0";

    private static readonly byte[] Pickle = TorchCheckpoint.StateDict(items => items.Text("w").Tensor("FloatStorage", "0", 2, 0, [2], [1]));
    private static readonly TorchArchive Archive = TorchCheckpoint.Archive(Pickle, new byte[8]);

    [Fact]
    public void A_compressed_entry_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { Method = 8 }), Data, "compressed (method 8)");

    [Fact]
    public void An_encrypted_entry_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { Flags = 0x0809 }), Data, "encrypted");

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        RefusedPickle.Archive("MB2112", Archive with { Entries = [.. Archive.Entries, Archive.Entries[2]] }, Data, "twice");

    [Theory]
    [InlineData("pytorch_model/../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\x")]
    [InlineData("pytorch_model/data/../0")]
    [InlineData("pytorch_model/data/")]
    [InlineData("pytorch_model/data/٣")]
    [InlineData("pytorch_model/constants.pkl")]
    [InlineData("other/data/1")]
    [InlineData("")]
    public void An_entry_that_is_no_part_of_a_state_dict_is_refused(string name) =>
        RefusedPickle.Archive("MB2112", Archive with { Entries = [.. Archive.Entries, new TorchEntry(name, [1])] }, "no part of a state dict");

    [Fact]
    public void A_compressed_length_of_its_own_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { StatedCompressedLength = 7 }), Data);

    [Fact]
    public void An_entry_longer_than_the_archive_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { StatedLength = 1_000_000 }), Data);

    [Fact]
    public void An_entry_that_begins_behind_the_archive_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { StatedOffset = 1_000_000 }), Data);

    [Fact]
    public void An_entry_that_reaches_into_the_next_is_refused() => RefusedPickle.Archive("MB2111", Change(Data, entry => entry with { StatedLength = 64 }), "inside another");

    [Fact]
    public void Two_entries_on_one_range_are_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { StatedOffset = 0 }), Data);

    [Fact]
    public void A_local_header_with_another_name_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { LocalName = "pytorch_model/data/1" }), "another name");

    [Fact]
    public void A_local_header_with_another_length_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { LocalLength = 4 }), "something else");

    [Fact]
    public void A_comment_of_an_entry_is_refused() => RefusedPickle.Archive("MB2111", Change(Data, entry => entry with { Comment = [1, 2, 3] }));

    [Fact]
    public void A_64_bit_length_that_leads_elsewhere_is_refused() =>
        RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { StatedLength = uint.MaxValue, Extra = Wide(1L << 40, 1L << 40) }), Data);

    [Fact]
    public void A_64_bit_length_beyond_signed_numbers_is_refused() =>
        RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { StatedLength = uint.MaxValue, Extra = Wide(-1, -1) }), Data);

    [Fact]
    public void A_64_bit_length_that_is_missing_is_refused() =>
        RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { StatedLength = uint.MaxValue }), "64 bits");

    [Fact]
    public void A_64_bit_length_that_nothing_asks_for_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { Extra = Wide(8) }), "64 bits");

    [Fact]
    public void An_extra_field_longer_than_its_room_is_refused() => RefusedPickle.Archive("MB2112", Change(Data, entry => entry with { Extra = [1, 0, 255, 255] }), Data);

    [Fact]
    public void Bytes_before_the_directory_are_refused() => RefusedPickle.Archive("MB2111", Archive with { Gap = new byte[3] }, "belong to no entry");

    [Fact]
    public void Bytes_behind_the_end_are_refused() => RefusedPickle.Archive("MB2111", Archive with { Tail = [0] });

    [Fact]
    public void Bytes_before_the_first_entry_are_refused() =>
        RefusedPickle.File("MB2111", [.. Archive.ToArray().AsSpan(0, 4), .. Archive.ToArray()]);

    [Theory]
    [InlineData(ushort.MaxValue, ulong.MaxValue)]
    [InlineData(ushort.MaxValue, 1UL << 40)]
    [InlineData(6, 7UL)]
    [InlineData(4, 4UL)]
    [InlineData(7, 7UL)]
    public void A_wrong_number_of_entries_is_refused(ushort count, ulong wide) =>
        RefusedPickle.Archive("MB2111", Archive with { Count = count, WideCount = wide });

    [Fact]
    public void A_directory_at_another_place_is_refused() => RefusedPickle.Archive("MB2111", Archive with { HasWideEnd = false, DirectoryOffset = 0 });

    [Fact]
    public void A_directory_of_another_length_is_refused() => RefusedPickle.Archive("MB2111", Archive with { HasWideEnd = false, DirectoryLength = uint.MaxValue });

    [Fact]
    public void Every_archive_that_is_cut_short_is_refused()
    {
        var bytes = Archive.ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            RefusedPickle.File(length < 22 ? "MB2110" : "MB2111", bytes[..length]);
        }
    }

    [Fact]
    public void Another_byte_order_is_refused() =>
        RefusedPickle.Archive("MB2113", Change("pytorch_model/byteorder", entry => entry with { Data = "big"u8.ToArray() }), "'big'");

    [Fact]
    public void A_pickle_that_was_changed_is_refused() =>
        RefusedPickle.Archive("MB2112", Change("pytorch_model/data.pkl", entry => entry with { Checksum = 1 }), "checksum");

    [Fact]
    public void An_archive_without_a_pickle_is_refused() => RefusedPickle.Archive("MB2112", Archive with { Entries = [.. Archive.Entries.Skip(1)] }, "data.pkl", "missing");

    public static TheoryData<byte[], string> OtherFormats => new()
    {
        { [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E], "before 1.6" },
        { [.. new byte[257], .. "ustar"u8, .. new byte[250]], "tar archive" },
        { PickleWriter.Begin().Do('}').Stop(), "bare pickle" },
        { [.. "GGUF"u8, .. new byte[30]], "GGUF" },
        { [], "no format that is known" },
        { "<!DOCTYPE html><html>"u8.ToArray(), "no format that is known" },
    };

    [Theory]
    [MemberData(nameof(OtherFormats))]
    public void Another_format_is_refused_by_its_name(byte[] bytes, string name) => RefusedPickle.File("MB2110", bytes, name);

    private static TorchArchive Change(string name, Func<TorchEntry, TorchEntry> change) =>
        Archive with { Entries = [.. Archive.Entries.Select(entry => entry.Name == name ? change(entry) : entry)] };

    private static byte[] Wide(params long[] values)
    {
        var bytes = new byte[4 + (8 * values.Length)];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)(8 * values.Length));
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(4 + (8 * i)), values[i]);
        }

        return bytes;
    }
}
