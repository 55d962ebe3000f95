using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Models.Decoding;
using MergeBuild.Evaluation.Numerics;
using MergeBuild.Evaluation.Tests.Models.Reference;
using MergeBuild.Testing;
using static MergeBuild.Evaluation.Tests.Models.Reference.FamilyModel;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>What a model says of a sequence depends on the sequence alone.</summary>
public sealed class Batches : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _directory;

    public Batches()
    {
        var config = Config("mistral", "MistralForCausalLM", ("sliding_window", 7));
        _directory = With(config, LlamaTensors()).WriteTo(_folder["model"]);
    }

    [Fact]
    public void Neither_the_other_sequences_nor_the_threads_change_a_bit()
    {
        using var one = ModelLogits.Load(_directory, threads: 1);
        using var three = ModelLogits.Load(_directory, threads: 3);
        var lengths = Gen.Choose(1, 30).NonEmptyListOf();
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(lengths.ToArbitrary(), all =>
        {
            int[][] sequences = [.. all.Select((length, i) => FamilyCheck.Ids(length, i))];
            var alone = sequences.SelectMany(ids => ModelLogits.Of(one, ids)).ToArray();
            Assert.Equal(alone, ModelLogits.Of(three, sequences));
            Assert.Equal(alone, ModelLogits.Of(one, sequences));
            return true;
        }));
    }

    [Fact]
    public void Scores_are_the_same_in_one_request_of_many_and_in_many_of_one()
    {
        using var model = ModelLogits.Load(_directory);

        // The third one is longer than the rows that go through the layers at once.
        ScoreRequest[] requests =
        [
            new(FamilyCheck.Ids(9), 1), new(FamilyCheck.Ids(2, 5), 1), new(FamilyCheck.Ids(MatrixProduct.MaximumRows + 90, 6), 40),
            new(FamilyCheck.Ids(12, 7), 12), new(FamilyCheck.Ids(33, 8), 20),
        ];
        Assert.Equal([8, 1, MatrixProduct.MaximumRows + 50, 0, 13], AssertScoredAsIfAlone(model, requests).Select(scores => scores.LogProbabilities.Length));
    }

    [Theory]
    [InlineData(9, 3)]
    [InlineData(40, 2)]
    [InlineData(MatrixProduct.MaximumRows + 20, 2)]
    public void Requests_that_begin_alike_are_scored_as_if_alone(int prompt, int choices)
    {
        using var model = ModelLogits.Load(_directory);
        ScoreRequest[] requests = [.. Enumerable.Range(0, 3).SelectMany(question => Enumerable.Range(0, choices + question)
            .Select(choice => new ScoreRequest((int[])[.. FamilyCheck.Ids(prompt + question, question), .. FamilyCheck.Ids(1 + choice, 90 + choice)], prompt + question)))];
        AssertScoredAsIfAlone(model, [.. requests, new ScoreRequest(FamilyCheck.Ids(12, 7), 12), new ScoreRequest(FamilyCheck.Ids(12, 7), 1)]);
    }

    [Fact]
    public void Beginnings_are_shared_by_neighbours_with_the_same_prompt_where_that_saves_enough()
    {
        using var model = ModelLogits.Load(_directory);
        var (prompt, other) = (FamilyCheck.Ids(20, 1), FamilyCheck.Ids(20, 2));
        ScoreRequest Request(int[] first, int choice) => new((int[])[.. first, choice], first.Length);
        Assert.Equal(19 * 3, Saved(Request(prompt, 1), Request(prompt, 2), Request(other, 3), Request(other, 4), Request(other, 5)));
        Assert.Equal(0, Saved(Request(prompt, 1), Request(other, 2), Request(prompt, 3)));
        Assert.Equal(0, Saved(Request(prompt, 1), Request(prompt, 2)));

        int Saved(params ScoreRequest[] requests)
        {
            using var beginnings = SharedBeginnings.Of(requests, model.Network);
            return beginnings.RowsSaved;
        }
    }

    [Fact]
    public void Beginnings_with_other_rotary_frequencies_are_not_shared()
    {
        var config = Config("llama", "LlamaForCausalLM", ("max_position_embeddings", 10));
        config["rope_scaling"] = JsonNode.Parse("""{"rope_type":"dynamic","factor":3}""");
        using var model = ModelLogits.Load(With(config, LlamaTensors()).WriteTo(_folder["dynamic"]));
        Assert.True(model.DependsOnLength);
        AssertScoredAsIfAlone(model, [.. Enumerable.Range(1, 6).Select(length => new ScoreRequest((int[])[.. FamilyCheck.Ids(20), .. FamilyCheck.Ids(length / 2 + 1, length)], 20))]);
    }

    [Fact]
    public void Scores_are_the_logarithms_of_the_softmax_of_the_logits()
    {
        using var model = ModelLogits.Load(_directory);
        var ids = FamilyCheck.Ids(20);
        var logits = ModelLogits.Of(model, ids);
        var scores = model.Score([new ScoreRequest(ids, 4)], CancellationToken.None)[0];
        Assert.All(Enumerable.Range(4, 16), position =>
        {
            var row = logits[position - 1];
            var expected = row[ids[position]] - Math.Log(row.Sum(logit => Math.Exp(logit)));
            Assert.InRange(scores.LogProbabilities[position - 4] - expected, -1e-6, 1e-6);
            Assert.Equal(row.Max() == row[ids[position]], scores.IsMostLikely[position - 4]);
        });
    }

    [Fact]
    public void Greedy_generation_takes_what_the_whole_sequence_finds_most_likely()
    {
        using var model = ModelLogits.Load(_directory);
        GenerationRequest[] requests = [.. Enumerable.Range(1, 8).Select(length => new GenerationRequest { Prompt = FamilyCheck.Ids(length, length), MaximumTokens = 3 * length })];
        var generated = model.Generate(requests, CancellationToken.None);
        Assert.All(requests.Zip(generated), pair =>
        {
            Assert.Equal(pair.First.MaximumTokens, pair.Second.Length);
            int[] whole = [.. pair.First.Prompt.Span, .. pair.Second];
            Assert.All(model.Score([new ScoreRequest(whole, pair.First.Prompt.Length)], CancellationToken.None)[0].IsMostLikely, Assert.True);
        });
    }

    [Fact]
    public void Generation_ends_with_an_end_token_or_where_the_caller_says_so()
    {
        using var model = ModelLogits.Load(_directory);
        var request = new GenerationRequest { Prompt = FamilyCheck.Ids(5), MaximumTokens = 20 };
        var whole = model.Generate([request], CancellationToken.None)[0];
        var end = whole[6];
        var expected = whole[..(Array.IndexOf(whole, end) + 1)];
        var seen = new List<int>();
        Assert.Equal(expected, model.Generate([request with { EndTokens = [end] }], CancellationToken.None)[0]);
        Assert.Equal(whole[..3], model.Generate([request with { IsLast = id => { seen.Add(id); return seen.Count == 3; } }], CancellationToken.None)[0]);
        Assert.Equal(whole[..3], seen);
        Assert.Empty(model.Generate([request with { MaximumTokens = 0 }], CancellationToken.None)[0]);
    }

    [Fact]
    public void Sampling_draws_the_same_ids_again_in_any_batch()
    {
        using var model = ModelLogits.Load(_directory);
        GenerationRequest Request(ulong seed) => new() { Prompt = FamilyCheck.Ids(5), MaximumTokens = 20, Sampling = new SamplingSettings(1.5f, 20, 0.95f, seed) };
        var together = model.Generate([Request(1), Request(2), Request(1)], CancellationToken.None);
        Assert.Equal(together[0], together[2]);
        Assert.NotEqual(together[0], together[1]);
        Assert.Equal(together[1], model.Generate([Request(2)], CancellationToken.None)[0]);
    }

    [Fact]
    public void A_call_that_is_cancelled_ends()
    {
        using var model = ModelLogits.Load(_directory);
        using var source = new CancellationTokenSource();
        var request = new GenerationRequest { Prompt = FamilyCheck.Ids(5), MaximumTokens = int.MaxValue, IsLast = _ => { source.Cancel(); return false; } };
        Assert.Throws<OperationCanceledException>(() => model.Generate([request], source.Token));
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<SequenceScores> AssertScoredAsIfAlone(LanguageModel model, ScoreRequest[] requests)
    {
        var together = model.Score(requests, CancellationToken.None);
        Assert.All(requests.Zip(together), pair =>
        {
            var alone = model.Score([pair.First], CancellationToken.None)[0];
            Assert.Equal(alone.LogProbabilities, pair.Second.LogProbabilities);
            Assert.Equal(alone.IsMostLikely, pair.Second.IsMostLikely);
        });
        return together;
    }
}
