namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class Streams
{
    [Fact]
    public void Hold_back_a_character_until_its_last_byte()
    {
        var stream = TokenizerJson.Bytes().And("decoder", """{"type": "ByteLevel"}""").Load().CreateStreamingDecoder(skipSpecialTokens: false);

        Assert.Equal(["a", "", "", "", "😀", ""], [stream.Add('a'), stream.Add(0xF0), stream.Add(0x9F), stream.Add(0x98), stream.Add(0x80), stream.Complete()]);
    }

    [Fact]
    public void Replace_bytes_that_can_no_longer_become_a_character()
    {
        var stream = TokenizerJson.Bytes().And("decoder", """{"type": "ByteLevel"}""").Load().CreateStreamingDecoder(skipSpecialTokens: false);

        Assert.Equal(["", "", "\uFFFDa", "", "\uFFFD"], [stream.Add(0xE2), stream.Add(0x82), stream.Add('a'), stream.Add(0xC3), stream.Complete()]);
    }

    [Fact]
    public void Hold_back_byte_tokens_until_their_row_ends()
    {
        var tokenizer = Golden.Load("llama2");
        int[] ids = [.. new[] { "▁a", "<0xE6>", "<0x97>", "<0xA5>", "b", "<0xFF>", "<0x41>", "▁" }.Select(token => tokenizer.IdOf(token)!.Value)];
        var stream = tokenizer.CreateStreamingDecoder(skipSpecialTokens: true);

        // Only what follows tells that the first row is a character and the second none.
        Assert.Equal(["a", "", "", "", "日b", "", "", "\uFFFD\uFFFD "], ids.Select(stream.Add));
        Assert.Equal("", stream.Complete());
    }

    [Fact]
    public void Give_the_text_of_steps_behind_a_joined_text()
    {
        var tokenizer = TokenizerJson.Characters("ab-_").And("decoder", """
            {"type": "Sequence", "decoders": [
              {"type": "Fuse"},
              {"type": "Replace", "pattern": {"String": "ab"}, "content": "X"},
              {"type": "Strip", "content": "-", "start": 2, "stop": 2},
              {"type": "Metaspace", "replacement": "_", "prepend_scheme": "never"}]}
            """).Load();
        var ids = "---abb-a-_ab--a---".Select(character => tokenizer.IdOf(character.ToString())!.Value).ToArray();
        var stream = tokenizer.CreateStreamingDecoder(skipSpecialTokens: false);

        Assert.Equal("-Xb-a- X--a-", tokenizer.Decode(ids, skipSpecialTokens: false));
        Assert.Equal(["", "", "", "", "-X", "b", "", "", "-a", "- ", "", "X", "", "", "", "--a", "", "-", ""], [.. ids.Select(stream.Add), stream.Complete()]);
    }

    [Fact]
    public void Leave_out_ids_that_no_token_has() =>
        Assert.Equal("ab", TokenizerJson.Bytes().And("decoder", """{"type": "ByteLevel"}""").Load().Decode(['a', -1, 999, int.MaxValue, 'b'], skipSpecialTokens: false));
}
