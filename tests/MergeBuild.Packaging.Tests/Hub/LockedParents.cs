using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;
using MergeBuild.Packaging.Locks;

namespace MergeBuild.Packaging.Tests.Hub;

public sealed class LockedParents : IDisposable
{
    private readonly HubFolder _hub = new();

    public void Dispose() => _hub.Dispose();

    private static void Delete(string directory) => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Are_written_with_all_that_a_merge_reads()
    {
        _hub.Restore();

        var files = _hub.Server[HubFolder.Math].Files(_hub.Commit).Where(file => HubFolder.Wanted(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal);
        var lines = files.Select(file => $$"""
                    {
                      "name": "{{file.Key}}",
                      "length": {{file.Value.Length}},
                      "sha256": "{{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Value))}}"
                    }
            """);
        Assert.Equal($$"""
            {
              "version": 1,
              "parents": [
                {
                  "kind": "hub",
                  "source": "acme/math",
                  "requested": "main",
                  "resolved": "{{_hub.Commit}}",
                  "files": [
            {{string.Join(",\n", lines)}}
                  ]
                }
              ]
            }

            """.ReplaceLineEndings("\n"), File.ReadAllText(_hub.LockFile));
    }

    [Fact]
    public void Look_as_the_page_shows_them()
    {
        var page = File.ReadAllText(MergeBuild.Testing.Repository.Path("docs/hub.md")).ReplaceLineEndings("\n").Split("```");
        var example = page.First(block => block.StartsWith("json\n", StringComparison.Ordinal))[5..];
        File.WriteAllText(_hub.LockFile, example);

        Assert.Equal(example, System.Text.Encoding.UTF8.GetString(MergeLockFile.Bytes(MergeLockFile.Read(_hub.LockFile, PhysicalFileSystem.Instance))));
    }

    [Fact]
    public void Stay_when_the_branch_moves()
    {
        _hub.Restore();
        var pinned = File.ReadAllBytes(_hub.LockFile);
        _hub.Push(HubFolder.Math, seed: 9);
        _hub.Server.Forget();

        Assert.Equal(_hub.Commit, _hub.Restore().Lock.Parents[0].Resolved);
        Assert.Empty(_hub.Server.Requests);

        // On another machine, too.
        Delete(_hub.Cache);
        Assert.Equal(_hub.Commit, _hub.Restore(isLocked: true).Lock.Parents[0].Resolved);
        _hub.AssertComplete();
        Assert.Equal(pinned, File.ReadAllBytes(_hub.LockFile));
    }

    [Fact]
    public void Move_when_they_are_asked_to()
    {
        _hub.Restore();
        var commit = _hub.Push(HubFolder.Math, seed: 9);

        Assert.Equal("MB5121", _hub.Fails(isLocked: true, isForced: true).Code);
        Assert.Equal(commit, _hub.Restore(isForced: true).Lock.Parents[0].Resolved);
        Assert.Equal(commit, MergeLockFile.Read(_hub.LockFile, PhysicalFileSystem.Instance).Parents[0].Resolved);
        _hub.AssertComplete(commit: commit);
    }

    [Fact]
    public void Are_the_same_bytes_in_every_order()
    {
        _hub.Push("acme/code", seed: 2);
        _hub.RestoreAll(["acme/math", "acme/code"]);
        var once = File.ReadAllBytes(_hub.LockFile);
        File.Delete(_hub.LockFile);

        _hub.RestoreAll(["acme/code", "acme/math"]);

        Assert.Equal(once, File.ReadAllBytes(_hub.LockFile));
    }

    [Fact]
    public void Follow_the_project_unless_they_are_locked()
    {
        _hub.Push("acme/code", seed: 2);
        _hub.Restore();
        _hub.Server.Forget();

        var missing = _hub.Fails("acme/code", isLocked: true);
        Assert.Equal(("MB5121", $"'{_hub.LockFile}' would change, and the mode is locked: it has no entry for hf:acme/code@main."), (missing.Code, missing.Message));
        Assert.Equal("a.mergeproj(1,3)", missing.Location!.ToString());
        Assert.Empty(_hub.Server.Requests);

        _hub.RestoreAll(["acme/code", "acme/math"]);
        Assert.Equal("MB5121", _hub.Fails("acme/code", isLocked: true).Code);
        Assert.Equal(["acme/code"], _hub.Restore("acme/code").Lock.Parents.Select(parent => parent.Reference.Repository));
    }

    [Fact]
    public void That_the_Hub_contradicts_are_an_alarm()
    {
        _hub.Restore();
        File.WriteAllText(_hub.LockFile, File.ReadAllText(_hub.LockFile).Replace("\"sha256\": \"", "\"sha256\": \"0", StringComparison.Ordinal)
            .Replace("0\",", "\",", StringComparison.Ordinal));
        var text = File.ReadAllText(_hub.LockFile);
        File.WriteAllText(_hub.LockFile, System.Text.RegularExpressions.Regex.Replace(text, "\"sha256\": \"([0-9a-f]{64})[0-9a-f]\"", "\"sha256\": \"$1\""));
        Delete(_hub.Cache);

        Assert.Equal("MB5122", _hub.Fails().Code);
    }

    [Fact]
    public void Of_other_kinds_are_kept()
    {
        File.WriteAllText(_hub.LockFile, """{"version":1,"parents":[{"kind":"package","source":"Acme.Model","requested":"[1,2)","resolved":"1.2.0","hash":"x"}]}""");

        _hub.Restore();
        _hub.Restore(isLocked: true);

        Assert.Contains("\"kind\": \"package\"", File.ReadAllText(_hub.LockFile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"parents":[]}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"parents":[1]}""")]
    [InlineData("""{"version":1,"parents":[{"kind":"hub"}]}""")]
    [InlineData("""{"version":1,"parents":[{"kind":"hub","source":"a/b","requested":"main","resolved":"main","files":[]}]}""")]
    [InlineData("""{"version":1,"parents":[{"kind":"hub","source":"../b","requested":"main","resolved":"0123456789012345678901234567890123456789","files":[]}]}""")]
    [InlineData("""{"version":1,"parents":[{"kind":"hub","source":"a/b","requested":"main","resolved":"0123456789012345678901234567890123456789","files":[{"name":"../x","length":1,"sha256":"00"}]}]}""")]
    [InlineData("""{"version":1,"parents":[{"kind":"hub","source":"a/b","requested":"main","resolved":"0123456789012345678901234567890123456789","files":[{"name":"x","length":1,"sha256":"00"}]}]}""")]
    [InlineData("""{"version":1,"parents":[{"kind":"hub","source":"a/b","requested":"main","resolved":"0123456789012345678901234567890123456789","files":[{"name":"x","length":-1}]}]}""")]
    [InlineData("""{"version":1,"parents":[{"kind":"hub","source":"a/b","requested":"main","resolved":"0123456789012345678901234567890123456789","files":[],"more":1}]}""")]
    [InlineData("<<<<<<< HEAD\n{}\n=======")]
    public void That_are_damaged_are_refused_before_anything_is_fetched(string text)
    {
        File.WriteAllText(_hub.LockFile, text);

        Assert.Equal("MB5120", _hub.Fails().Code);
        Assert.Empty(_hub.Server.Requests);
        Assert.Equal(text, File.ReadAllText(_hub.LockFile));
    }

    [Fact]
    public void Are_what_a_merge_reads_and_its_manifest_names()
    {
        _hub.Push("acme/base", seed: 0);
        var recipe = _hub["recipe.yml"];
        File.WriteAllText(recipe, "merge_method: linear\nmodels: [{model: acme/math@main}, {model: 'hf:acme/base'}]\nparameters: {weight: 0.5}\n");
        var stages = YamlRecipe.ReadAll(recipe, modelRoot: null);
        var restored = ParentRestore.Run(new RestoreRequest(HubModels.Of(stages), _hub.LockFile, false, false), _hub.Options, TestContext.Current.CancellationToken);

        ModelBuild.Run(restored.Apply(stages)[0].Recipe, new ModelBuildOptions { OutputDirectory = _hub["output"], Threads = 1 }, cancellation: TestContext.Current.CancellationToken);

        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(_hub["output"], MergeManifest.FileName)))!;
        Assert.Equal("acme/math", (string)manifest["parents"]![0]!["source"]!["repository"]!);
        Assert.Equal(_hub.Commit, (string)manifest["parents"]![0]!["source"]!["commit"]!);
        Assert.Equal("hub", (string)manifest["parents"]![1]!["source"]!["kind"]!);
    }

    [Fact]
    public void That_were_not_restored_are_no_parents_of_a_merge()
    {
        File.WriteAllText(_hub["recipe.yml"], "merge_method: linear\nmodels: [{model: acme/math@main}]\n");
        var stages = YamlRecipe.ReadAll(_hub["recipe.yml"], modelRoot: null);

        Assert.Equal("MB5115", Refusal(RestoredParents.Open(_hub.LockFile, _hub.Options)).Code);
        _hub.Restore();
        Delete(_hub.Cache);
        var error = Refusal(RestoredParents.Open(_hub.LockFile, _hub.Options));
        Assert.Equal(("MB5115", 2, 18), (error.Code, error.Location!.Line, error.Location.Column));

        Diagnostic Refusal(RestoredParents parents) => Assert.Single(Assert.Throws<MergeBuildException>(() => parents.Apply(stages)).Diagnostics);
    }
}
