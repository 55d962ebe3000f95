using System.Text;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class HeaderText
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{}{}")]
    [InlineData("{},")]
    [InlineData("{}\0")]
    [InlineData("\0{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{'a':1}")]
    [InlineData("{/**/}")]
    [InlineData("{} // comment")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[0,],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"line\nbreak\":1}")]
    public void What_is_not_one_json_object_is_refused(string header) => Refused.Header("MB2005", header);

    [Theory]
    [InlineData("{\"\\ud800\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"\\udc00\",\"shape\":[0],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"__metadata__\":{\"a\":\"\\ud800x\"}}")]
    [InlineData("{\"\\x\":1}")]
    public void Half_a_surrogate_pair_or_a_bad_escape_is_refused(string header) => Refused.Header("MB2005", header);

    [Theory]
    [InlineData(64)]
    [InlineData(1_000_000)]
    public void Deep_nesting_is_refused_without_recursion(int depth)
    {
        Refused.Header("MB2005", new string('[', depth));
        Refused.Header("MB2008", "{\"deep\":" + new string('[', depth), 0, "deep");
        Refused.Header("MB2020", "{\"deep\":{\"shape\":[" + new string('[', depth), 0, "deep");
        Refused.Header("MB2009", "{\"__metadata__\":{\"deep\":" + new string('[', depth), 0, "deep");
    }

    [Fact]
    public void A_byte_order_mark_is_refused() => Refused.Header("MB2004", "\uFEFF{}", 0, "byte order mark");

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void Invalid_utf8_is_refused_wherever_it_stands(byte[] invalid)
    {
        Refused.File("MB2004", RawSafetensors.Bytes(invalid));
        Refused.File("MB2004", RawSafetensors.Bytes([.. Encoding.ASCII.GetBytes("{\"a"), .. invalid, .. Encoding.ASCII.GetBytes("\":1}")]));
        Refused.File("MB2004", RawSafetensors.Bytes([.. Encoding.ASCII.GetBytes("{}"), .. invalid]));
    }
}
