using System.Text.Json.Nodes;
using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;
using MergeBuild.Testing.Hub;

namespace MergeBuild.Sdk.Tests;

/// <summary>Projects with a parent on the Hub, and one in a folder.</summary>
public sealed class HubParents : MergeTest
{
    private readonly HubServer _server = new();
    private readonly string _commit;

    public HubParents(PackedSdk sdk)
        : base(sdk)
    {
        _commit = Push(3);
        Workspace.Environment["HF_ENDPOINT"] = _server.Endpoint;
        Workspace.Environment["HF_HOME"] = Workspace["huggingface"];
        Workspace.Write("assistant.mergeproj", Project.Replace("parents/math", "hf:acme/math", StringComparison.Ordinal));
    }

    private string Push(float value)
    {
        Parent.Write(Workspace["upload"], value);
        File.WriteAllText(Workspace["upload/tokenizer.json"], "{}");
        return _server["acme/math"].Push(Workspace["upload"]);
    }

    private string Pinned => (string)JsonNode.Parse(File.ReadAllText(Workspace["merge.lock.json"]))!["parents"]![0]!["resolved"]!;

    private async Task<T> Using<T>(Func<Task<T>> work)
    {
        using (_server)
        {
            return await work();
        }
    }

    [Fact]
    public Task Are_fetched_and_pinned_by_a_build_and_not_asked_for_again() => Using(async () =>
    {
        await BuildAsync();

        var manifest = JsonNode.Parse(File.ReadAllText(Workspace[$"{Model}/merge.manifest.json"]))!;
        Assert.Equal("math", (string)manifest["parents"]![0]!["name"]!);
        Assert.Equal(_commit, (string)manifest["parents"]![0]!["source"]!["commit"]!);
        Assert.Equal(_commit, Pinned);
        Assert.True(File.Exists(Workspace[$"huggingface/hub/models--acme--math/snapshots/{_commit}/model.safetensors"]));

        // The branch moves; nobody asks.
        Push(4);
        _server.Forget();
        Assert.True((await BuildAsync()).MergeWasSkipped);
        Assert.Empty(_server.Requests);

        // Until someone does, and then the merge runs again.
        await Workspace.DotnetAsync("restore", "assistant.mergeproj", "--force-evaluate", "-tl:off");
        Assert.NotEqual(_commit, Pinned);
        Assert.False((await BuildAsync("--no-restore")).MergeWasSkipped);
        return true;
    });

    [Fact]
    public Task Are_fetched_by_the_restore_of_a_solution_and_then_need_no_network() => Using(async () =>
    {
        Workspace.Write("all.slnx", """<Solution><Project Path="assistant.mergeproj" Type="Common C#" /></Solution>""");

        await Workspace.DotnetAsync("restore", "all.slnx", "-tl:off");

        Assert.Equal(_commit, Pinned);
        _server.Dispose();
        await BuildAsync("--no-restore");
        return true;
    });

    [Fact]
    public Task Stay_as_they_are_in_locked_mode() => Using(async () =>
    {
        var unpinned = await Workspace.TryDotnetAsync("restore", "assistant.mergeproj", "--locked-mode", "-tl:off");

        Assert.Equal(1, unpinned.ExitCode);
        Assert.Empty(_server.Requests);
        var annotation = ProblemMatcher.Read(Assert.Single(unpinned.Problems));
        Assert.Equal(("assistant.mergeproj", 6, 13, "MB5121"), (annotation!.File, annotation.Line, annotation.Column, annotation.Code));

        await Workspace.DotnetAsync("restore", "assistant.mergeproj", "-tl:off");
        Directory.Delete(Workspace["huggingface"], recursive: true);
        Push(4);
        await BuildAsync("-p:RestoreLockedMode=true");
        Assert.Equal(_commit, Pinned);
        return true;
    });

    [Fact]
    public Task That_cannot_be_fetched_are_told_at_their_line() => Using(async () =>
    {
        Workspace.Write("assistant.mergeproj", Project.Replace("parents/math", "hf:acme/maths", StringComparison.Ordinal));

        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off");

        var annotation = ProblemMatcher.Read(Assert.Single(run.Problems));
        Assert.Equal(("assistant.mergeproj", 6, 13, "error", "MB5102"), (annotation!.File, annotation.Line, annotation.Column, annotation.Severity, annotation.Code));
        Assert.False(Directory.Exists(Workspace[Model]));
        return true;
    });

    [Fact]
    public Task Are_built_as_the_page_says() => Using(async () =>
    {
        _server["acme/math"].Refs["v1.2"] = _commit;
        _server["acme/prose"].Push(Workspace["upload"]);
        var page = File.ReadAllText(Repository.Path("docs/hub.md")).ReplaceLineEndings("\n").Split("```");
        Workspace.Write("assistant.mergeproj", page.First(block => block.StartsWith("xml\n", StringComparison.Ordinal))[4..].Replace("/0.1.0", "", StringComparison.Ordinal));

        await BuildAsync();
        Workspace.Write("recipe.yml", page.First(block => block.StartsWith("yaml\n", StringComparison.Ordinal))[5..]);
        Workspace.Write("assistant.mergeproj", """<Project Sdk="MergeBuild.Sdk"><ItemGroup><MergeRecipe Include="recipe.yml" /></ItemGroup></Project>""");
        await BuildAsync("-p:RestoreLockedMode=true");
        return true;
    });

    [Fact]
    public Task May_be_named_by_a_recipe() => Using(async () =>
    {
        Workspace.Write("recipe.yml", "merge_method: linear\nmodels:\n  - model: acme/math@main\n    parameters: {weight: 1}\n");
        Workspace.Write("assistant.mergeproj", """<Project Sdk="MergeBuild.Sdk"><ItemGroup><MergeRecipe Include="recipe.yml" /></ItemGroup></Project>""");

        await BuildAsync();

        Assert.Equal(_commit, Pinned);
        Assert.True((await BuildAsync("--no-restore")).MergeWasSkipped);
        return true;
    });
}
