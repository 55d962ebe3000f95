using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing.Faults;

namespace MergeBuild.Sdk.Tests;

public sealed class DamagedRecords(PackedSdk sdk) : MergeTest(sdk)
{
    private const string Records = "obj/assistant/Debug/assistant.merge.";

    // What a build keeps in obj for the next is never believed when it is torn, and never in its way.
    [Theory]
    [InlineData("stamp")]
    [InlineData("ledger")]
    [InlineData("files")]
    public async Task In_obj_cost_the_next_build_at_most_its_shortcuts(string record)
    {
        await BuildAsync();
        var expected = await File.ReadAllBytesAsync(Workspace[$"{Model}/model.safetensors"], TestContext.Current.CancellationToken);
        var path = Workspace[Records + record];
        var intact = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        foreach (var damaged in (byte[][])[[], .. Damage.Of(intact, seed: 6, count: 2)])
        {
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(1));
            await Workspace.DotnetAsync("publish", "assistant.mergeproj", "--no-restore", "-c", "Debug", "-o", Workspace["published"]);
            Assert.Equal(ModelFiles, Workspace.Files(Model));
            Assert.Equal(ModelFiles, Workspace.Files("published"));
            Assert.Equal(expected, await File.ReadAllBytesAsync(Workspace["published/model.safetensors"], TestContext.Current.CancellationToken));
            Directory.Delete(Workspace["published"], recursive: true);
        }
    }
}
