using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class Incremental(PackedSdk sdk) : MergeTest(sdk)
{
    [Fact]
    public async Task A_build_with_nothing_changed_skips_the_merge()
    {
        var first = await BuildAsync();
        var second = await BuildAsync("--no-restore");

        Assert.False(first.MergeWasSkipped);
        Assert.True(second.MergeWasSkipped);
        Assert.Equal(ModelFiles, Workspace.Files(Model));
        Assert.Matches(@"assistant -> .*[\\/]bin[\\/]Debug[\\/]assistant[\\/]", second.Output);
    }

    [Fact]
    public async Task What_the_project_says_is_followed()
    {
        await BuildAsync();
        Workspace.Write("assistant.mergeproj", Project.Replace("\"0.5\" />\n  </ItemGroup>", "\"0.25\" />\n  </ItemGroup>", StringComparison.Ordinal));
        var edited = await BuildAsync("--no-restore");
        var editedWeights = await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken);
        Workspace.Write("assistant.mergeproj", Project.Replace("<Expert Include=\"parents/prose\" Weight=\"0.5\" />", "", StringComparison.Ordinal));
        var removed = await BuildAsync("--no-restore");
        var removedWeights = await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken);
        var sharded = await BuildAsync("--no-restore", "-p:MergeShardSize=1KB");

        Assert.False(edited.MergeWasSkipped);
        Assert.False(removed.MergeWasSkipped);
        Assert.NotEqual(editedWeights, removedWeights);
        Assert.False(sharded.MergeWasSkipped);
        Assert.DoesNotContain("model.safetensors", Workspace.Files(Model));
    }

    [Fact]
    public async Task A_parent_that_is_replaced_is_merged_again()
    {
        var weights = Workspace["parents/math/model.safetensors"];
        await BuildAsync();
        Parent.Write(Workspace["parents/math"], 3);
        var newer = await BuildAsync("--no-restore");
        Parent.Write(Workspace["parents/math"], 4);
        File.SetLastWriteTimeUtc(weights, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var older = await BuildAsync("--no-restore");
        await File.WriteAllTextAsync(Workspace["parents/math/generation_config.json"], "{}", TestContext.Current.CancellationToken);
        var added = await BuildAsync("--no-restore");
        var nothing = await BuildAsync("--no-restore");

        Assert.False(newer.MergeWasSkipped);
        Assert.False(older.MergeWasSkipped);
        Assert.False(added.MergeWasSkipped);
        Assert.True(nothing.MergeWasSkipped);
    }

    [Fact]
    public async Task An_output_that_is_damaged_is_written_again()
    {
        var weights = Workspace[$"{Model}/model.safetensors"];
        await BuildAsync();
        var expected = await File.ReadAllBytesAsync(weights, TestContext.Current.CancellationToken);
        File.Delete(weights);
        var deleted = await BuildAsync("--no-restore");
        await File.WriteAllBytesAsync(weights, expected[..^1], TestContext.Current.CancellationToken);
        var truncated = await BuildAsync("--no-restore");

        Assert.False(deleted.MergeWasSkipped);
        Assert.False(truncated.MergeWasSkipped);
        Assert.Equal(expected, await File.ReadAllBytesAsync(weights, TestContext.Current.CancellationToken));
    }
}
