using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Evaluation.Suites;

namespace MergeBuild.Evaluation.Running;

/// <summary>A digest of what an example asks and what is right, whatever its id and its place.</summary>
internal static class ExampleDigest
{
    // 128 bits: two examples of one suite do not meet by chance.
    private const int Length = 32;

    public static string Of(SuiteExample example)
    {
        JsonArray content = example switch
        {
            GenerationExample generation => [generation.Prompt, Texts(generation.Answers)],
            MultipleChoiceExample choice => [choice.Prompt, Texts(choice.Choices), choice.Label],
            ClassificationExample classification => [classification.Prompt, classification.Label],
            TextExample text => [text.Text],
            _ => throw new ArgumentException($"No digest of a {example.GetType().Name}.", nameof(example)),
        };
        content.Insert(0, example.Kind.Name());
        return Blake3.Hash(Encoding.UTF8.GetBytes(content.ToJsonString())).ToString()[..Length];
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
