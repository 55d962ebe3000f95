using System.Text;
using FsCheck.Fluent;
using MergeBuild.Evaluation.Tokenization;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class Properties
{
    public static TheoryData<string> Families => [.. Golden.Families];

    // Without a normalizer, and without a token that swallows the spaces beside it.
    public static TheoryData<string> LosslessFamilies => ["gpt2", "llama3", "digits-punctuation"];

    [Theory]
    [MemberData(nameof(LosslessFamilies))]
    public void Byte_level_tokenizers_give_any_text_back(string family)
    {
        var tokenizer = Golden.Load(family);
        Prop.ForAll(HostileTexts.WellFormed, text =>
            tokenizer.Decode(tokenizer.Encode(text, addSpecialTokens: false), skipSpecialTokens: false) == text).Holds();
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Half_surrogate_pairs_are_the_replacement_character(string family)
    {
        var tokenizer = Golden.Load(family);
        Prop.ForAll(HostileTexts.AnyUnits, text =>
        {
            var wellFormed = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
            return tokenizer.Encode(text, addSpecialTokens: true).AsSpan().SequenceEqual(tokenizer.Encode(wellFormed, addSpecialTokens: true));
        }).Holds();
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_stream_of_ids_gives_the_text_of_all_of_them(string family)
    {
        var tokenizer = Golden.Load(family);
        var ids = Gen.Choose(-1, tokenizer.VocabularySize).ListOf();
        Prop.ForAll(Arb.From(ids), list => StreamOf(tokenizer, [.. list]) == tokenizer.Decode([.. list], skipSpecialTokens: true)).Holds();
        Prop.ForAll(HostileTexts.WellFormed, text =>
        {
            var encoded = tokenizer.Encode(text, addSpecialTokens: true);
            return StreamOf(tokenizer, encoded) == tokenizer.Decode(encoded, skipSpecialTokens: true);
        }).Holds();
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Ids_do_not_depend_on_other_texts_or_threads(string family)
    {
        var shared = Golden.Load(family);
        var texts = Golden.AnswersOf(family);
        Parallel.For(0, 8 * texts.Count, index =>
        {
            var answer = texts[index % texts.Count];
            Assert.Equal(answer.Ids, shared.Encode(answer.Text, addSpecialTokens: true));
        });
    }

    private static string StreamOf(Tokenizer tokenizer, int[] ids)
    {
        var stream = tokenizer.CreateStreamingDecoder(skipSpecialTokens: true);
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            text.Append(stream.Add(id));
        }

        return text.Append(stream.Complete()).ToString();
    }
}
