using MergeBuild.Evaluation.Tokenization;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Tokenization;

public sealed class KnownAnswers
{
    public static TheoryData<string> Families => [.. Golden.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void Texts_become_the_ids_that_other_implementations_give(string family)
    {
        var tokenizer = Golden.Load(family);
        var answers = Golden.AnswersOf(family);

        Assert.InRange(answers.Count, 84, 87);
        Assert.All(answers, answer =>
        {
            Assert.Equal(answer.Ids, tokenizer.Encode(answer.Text, addSpecialTokens: true));
            Assert.Equal(answer.IdsWithoutSpecial, tokenizer.Encode(answer.Text, addSpecialTokens: false));
        });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Ids_become_the_texts_that_other_implementations_give(string family)
    {
        var tokenizer = Golden.Load(family);
        var answers = Golden.AnswersOf(family).Where(answer => answer.Decoded is not null).ToArray();

        Assert.Equal(!family.StartsWith("bert", StringComparison.Ordinal), answers.Length > 0);
        Assert.All(answers, answer => Assert.Equal(answer.Decoded, tokenizer.Decode(answer.Ids, skipSpecialTokens: true)));
    }

    [Fact]
    public void The_sample_models_tokenizer_gives_the_ids_that_it_was_trained_with()
    {
        var tokenizer = Tokenizer.Load(Repository.Path("samples/tiny-assistant/parents/base"));
        var answers = Golden.TinyAnswers();

        Assert.Equal(7, answers.Count);
        Assert.All(answers, answer => Assert.Equal(answer.Ids, tokenizer.Encode(answer.Text, addSpecialTokens: true)));
    }
}
