using System.Text;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

/// <summary>Headers just below the limit of 100 MB. What they cost is bounded by their own size.</summary>
public sealed class HugeHeaders
{
    private const int Length = SafetensorsHeader.MaximumLength;

    [Fact]
    public void A_dtype_of_a_hundred_megabytes_is_refused() =>
        Refused.File("MB2012", Filled("""{"w":{"dtype":"F""", "3"u8, """ "}}"""), "w");

    [Fact]
    public void A_tensor_name_of_a_hundred_megabytes_is_refused() => Refused.File("MB2008", Filled("{\"", "w"u8, "\":1}"), "wwww");

    [Fact]
    public void Fifty_million_dimensions_are_refused_at_the_first_that_is_too_many() =>
        Refused.File("MB2020", Filled("""{"w":{"shape":[1""", ",1"u8, ""), "w", "64");

    [Fact]
    public void Ten_million_metadata_entries_are_refused() => Refused.File("MB2009", Filled("""{"__metadata__":{"x":"" """, ""","a":"" """u8, "}}"));

    [Fact]
    public void Millions_of_entries_are_refused_at_the_first_wrong_one() => Refused.File("MB2011", Filled("""{"w":{}""", ""","w":{}"""u8, "}"), "w");

    [Fact]
    public void A_hundred_megabytes_of_white_space_are_accepted() =>
        Assert.Empty(SafetensorsReader.Read(new BytesFile(Filled("{", " "u8, "}"))).Tensors);

    private static byte[] Filled(string head, ReadOnlySpan<byte> filling, string tail)
    {
        var header = new byte[Length];
        Array.Fill(header, (byte)' ');
        Encoding.ASCII.GetBytes(head, header);
        var middle = header.AsSpan(head.Length, (Length - head.Length - tail.Length) / filling.Length * filling.Length);
        filling.CopyTo(middle);
        for (var filled = filling.Length; filled < middle.Length; filled *= 2)
        {
            middle[..Math.Min(filled, middle.Length - filled)].CopyTo(middle[filled..]);
        }

        Encoding.ASCII.GetBytes(tail, header.AsSpan(Length - tail.Length));
        return RawSafetensors.Bytes(header);
    }
}
