using System.Text.Json.Nodes;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Evaluation.Results;
using MergeBuild.Evaluation.Tests.Running;
using MergeBuild.Testing;

namespace MergeBuild.Evaluation.Tests.Results;

public sealed class WrittenResults : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    private EvaluationResult Result => EvaluationFolder.Evaluate(
        _folder.Suite("""{"id": "a", "prompt": "p", "choices": ["x", "ab"], "label": 1, "cluster": "c", "tags": ["t", "u"]}"""),
        new TableModel(new CharacterTokenizer(), new Dictionary<string, string> { ["p"] = "ab" }));

    [Fact]
    public void What_is_written_is_read_back_and_written_again_as_the_same_bytes()
    {
        var bytes = EvaluationResultJson.Write(Result);
        var path = _folder.Folder.Write("result.json", bytes);
        Assert.Equal(bytes, EvaluationResultJson.Write(EvaluationResultJson.ReadFile(path)));
    }

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion is 2")]
    [InlineData("\"evaluator\"", "\"evaluater\"", "'evaluator'")]
    [InlineData("\"label\": 1", "\"label\": \"1\"", "'examples[0].label' must be a whole number")]
    [InlineData("\"label\": 1", "\"labl\": 1", "'examples[0].labl'")]
    [InlineData("\"count\": 1,\n", "\"count\": 1.5,\n", "whole number")]
    public void A_result_that_was_edited_is_refused(string old, string other, string named)
    {
        var text = Encoding.UTF8.GetString(EvaluationResultJson.Write(Result));
        Assert.Contains(old, text, StringComparison.Ordinal);
        var index = text.IndexOf(old, StringComparison.Ordinal);
        var path = _folder.Folder.Write("result.json", text[..index] + other + text[(index + old.Length)..]);
        Refused.With("MB4140", () => EvaluationResultJson.ReadFile(path), named);
    }

    [Fact]
    public void The_digest_of_a_model_is_that_of_what_it_says_and_not_of_its_card()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", "{}");
        folder.Write("model.safetensors", "weights");
        var digest = Digest(folder);
        folder.Write("README.md", "A card.");
        Assert.Equal(digest, Digest(folder));
        folder.Write("model.safetensors", "Weights");
        Assert.NotEqual(digest, Digest(folder));
    }

    [Fact]
    public void The_digest_of_a_file_is_kept_until_the_file_changes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.safetensors", "weights");

        // A file that was written a moment ago is not kept: a second write could look the same.
        Thread.Sleep(100);
        var first = new FileDigests(folder["cache"]);
        var digest = first.DigestOf(path, TestContext.Current.CancellationToken);
        first.Save();
        var kept = folder[Path.Combine("cache", "file-digests.json")];
        var other = new string('0', digest.Length);
        var files = (JsonObject)JsonNode.Parse(File.ReadAllText(kept).Replace(digest, other, StringComparison.Ordinal))!["files"]!.DeepClone();
        File.WriteAllText(kept, new JsonObject { ["seal"] = FileDigests.Seal(files), ["files"] = files }.ToJsonString());
        Assert.Equal(other, new FileDigests(folder["cache"]).DigestOf(path, TestContext.Current.CancellationToken));
        folder.Write("model.safetensors", "longer weights");
        Assert.DoesNotContain(new FileDigests(folder["cache"]).DigestOf(path, TestContext.Current.CancellationToken), new[] { digest, other });
    }

    public void Dispose() => _folder.Dispose();

    private static string Digest(TemporaryFolder folder) => new ModelDigests(new FileDigests(null)).DigestOf(folder.Path, TestContext.Current.CancellationToken);
}
