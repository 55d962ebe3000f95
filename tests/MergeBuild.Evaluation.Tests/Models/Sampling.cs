using MergeBuild.Evaluation.Models;
using MergeBuild.Evaluation.Models.Decoding;

namespace MergeBuild.Evaluation.Tests.Models;

public sealed class Sampling
{
    // Probabilities 0.1, 0.4, 0.2, 0.3.
    private static readonly float[] Logits = [.. new[] { 0.1, 0.4, 0.2, 0.3 }.Select(probability => (float)Math.Log(probability) + 3)];

    [Fact]
    public void Without_settings_the_first_of_the_most_likely_ids_is_taken() =>
        Assert.Equal(1, TokenSampler.Next([0, 2, 2, 1], null, 0));

    [Theory]
    [InlineData(1, 0, 1f, new[] { 0.1, 0.4, 0.2, 0.3 })]
    [InlineData(0.5, 0, 1f, new[] { 0.01 / 0.3, 0.16 / 0.3, 0.04 / 0.3, 0.09 / 0.3 })]
    [InlineData(1, 2, 1f, new[] { 0, 4 / 7.0, 0, 3 / 7.0 })]
    [InlineData(1, 0, 0.65f, new[] { 0, 4 / 7.0, 0, 3 / 7.0 })]
    [InlineData(1, 0, 0.75f, new[] { 0, 4 / 9.0, 2 / 9.0, 3 / 9.0 })]
    [InlineData(1, 3, 0.5f, new[] { 0, 4 / 7.0, 0, 3 / 7.0 })]
    [InlineData(1, 0, 0.01f, new[] { 0, 1.0, 0, 0 })]
    public void Ids_are_drawn_as_often_as_their_probability_says(double temperature, int topK, float topP, double[] expected)
    {
        const int Draws = 20000;
        var settings = new SamplingSettings((float)temperature, topK, topP, 42);
        var counts = new int[Logits.Length];
        for (var step = 0; step < Draws; step++)
        {
            counts[TokenSampler.Next(Logits, settings, step)]++;
        }

        Assert.All(expected.Zip(counts), pair => Assert.InRange(pair.Second / (double)Draws, pair.First - 0.012, pair.First == 0 ? 0 : pair.First + 0.012));
    }
}
