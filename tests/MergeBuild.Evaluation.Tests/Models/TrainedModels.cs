using System.Runtime.InteropServices;
using System.Text.Json;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Evaluation.Models;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Models;

/// <summary>The trained models of the sample against answers of an independent implementation.</summary>
public sealed class TrainedModels
{
    private static readonly string Answers = Path.Combine(AppContext.BaseDirectory, "Models", "KnownAnswers");

    [Theory]
    [InlineData("base")]
    [InlineData("math")]
    public void Logits_are_those_of_the_independent_implementation(string name)
    {
        using var file = PhysicalFileSystem.Instance.OpenRead(Path.Combine(Answers, "logits.safetensors"));
        var header = SafetensorsReader.Read(file);
        var ids = Array.ConvertAll(Read<long>(file, header, $"{name}/ids"), id => (int)id);
        var expected = Read<float>(file, header, $"{name}/logits");
        using var model = ModelLogits.Load(Parent(name));
        var actual = ModelLogits.Of(model, ids).SelectMany(row => row).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -2e-4f, 2e-4f));
    }

    [Theory]
    [InlineData("base")]
    [InlineData("math")]
    [InlineData("strings")]
    [InlineData("facts")]
    public void Answers_have_the_same_probability_and_the_same_greedy_generation(string name)
    {
        using var model = ModelLogits.Load(Parent(name));
        var examples = File.ReadLines(Path.Combine(Answers, "examples.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Example>(line, JsonSerializerOptions.Web)!)
            .Where(example => example.Model == name).ToArray();
        Assert.Equal(96, examples.Length);
        var scores = model.Score(
            [.. examples.Select(example => new ScoreRequest(example.Prompt.Concat(example.Answer).ToArray(), example.Prompt.Length))], CancellationToken.None);
        Assert.All(examples.Zip(scores), pair =>
            Assert.InRange(pair.Second.LogProbabilities.Sum() - pair.First.LogProb, -1e-3, 1e-3));

        var answered = examples.Where(example => example.Correct is not null).ToArray();
        var generated = model.Generate(
            [.. answered.Select(example => new GenerationRequest { Prompt = example.Prompt, MaximumTokens = example.Answer.Length, EndTokens = model.EndTokens })], CancellationToken.None);
        Assert.All(answered.Zip(generated), pair => Assert.Equal(pair.First.Correct == 1, pair.First.Answer.SequenceEqual(pair.Second)));
    }

    private static string Parent(string name) => Repository.Path($"samples/tiny-assistant/parents/{name}");

    private static T[] Read<T>(IReadableFile file, SafetensorsHeader header, string name)
        where T : unmanaged
    {
        var entry = header.Tensors.Single(tensor => tensor.Name == name);
        var bytes = new byte[entry.ByteLength];
        file.ReadExactly(bytes, entry.Offset);
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }

    private sealed record Example(string Model, string Suite, int[] Prompt, int[] Answer, double LogProb, int? Correct);
}
