using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

/// <summary>A store that builds of several checkouts share, and what a build may do to it and it to a build.</summary>
public sealed class SharedStores(PackedSdk sdk) : MergeTest(sdk)
{
    private const string Store = "store";

    [Fact]
    public async Task Stay_as_they_are_where_builds_only_read_and_damage_in_them_changes_no_model()
    {
        string[] shared = [$"-p:MergeStore={Workspace[Store]}", "-p:GateOnBuild=false"];
        await BuildAsync([.. shared, "-p:MergeStoreReadOnly=true"]);
        Assert.Empty(Workspace.Files(Store));
        var expected = await WeightsAsync();

        Clean();
        await BuildAsync(shared);
        var objects = Workspace.Files(Store);
        Assert.NotEmpty(objects);

        // A third of them damaged, a third under the names of others, and the last as they were.
        foreach (var (index, path) in objects.Select(name => Workspace[$"{Store}/{name}"]).Index())
        {
            var bytes = await File.ReadAllBytesAsync(index % 3 == 1 ? Workspace[$"{Store}/{objects[(index + 1) % objects.Length]}"] : path, TestContext.Current.CancellationToken);
            bytes[0] ^= index % 3 == 0 ? (byte)1 : (byte)0;
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        }

        var damaged = Content();
        Clean();
        await BuildAsync([.. shared, "-p:MergeStoreReadOnly=true"]);
        Assert.Equal(expected, await WeightsAsync());
        Assert.Equal(damaged, Content());
    }

    private Task<byte[]> WeightsAsync() => File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken);

    private string[] Content() => [.. Workspace.Files(Store).Select(name => $"{name} {Convert.ToHexString(File.ReadAllBytes(Workspace[$"{Store}/{name}"]))}")];

    // As another checkout of the same project would begin.
    private void Clean()
    {
        Directory.Delete(Workspace["bin"], recursive: true);
        Directory.Delete(Workspace["obj"], recursive: true);
    }
}
