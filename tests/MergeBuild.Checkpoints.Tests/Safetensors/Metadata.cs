using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Testing;

namespace MergeBuild.Checkpoints.Tests.Safetensors;

public sealed class Metadata
{
    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"pt\"")]
    [InlineData("1")]
    [InlineData("""{"format":1}""")]
    [InlineData("""{"format":null}""")]
    [InlineData("""{"format":{"nested":"pt"}}""")]
    [InlineData("""{"format":["pt"]}""")]
    [InlineData("""{"format":"pt","format":"pt"}""")]
    [InlineData("""{"format":"pt","form\u0061t":"np"}""")]
    public void What_is_not_strings_under_distinct_names_is_refused(string metadata) =>
        Refused.Header("MB2009", "{\"__metadata__\":" + metadata + "}");

    [Fact]
    public void More_names_than_any_tool_writes_are_refused() =>
        Refused.Header("MB2009", "{\"__metadata__\":{" + string.Join(',', Enumerable.Range(0, 10_001).Select(i => $"\"{i}\":\"\"")) + "}}");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"":""}""")]
    [InlineData("""{"format":"pt","note":"\u0000\ud83d\ude00"}""")]
    public void Strings_are_accepted_whatever_they_hold(string metadata) =>
        SafetensorsReader.Read(new BytesFile(RawSafetensors.Bytes("{\"__metadata__\":" + metadata + "}")));
}
