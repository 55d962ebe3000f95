using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing.PyTorch;

namespace MergeBuild.Sdk.Tests;

public sealed class PyTorchParents : MergeTest
{
    public PyTorchParents(PackedSdk sdk)
        : base(sdk)
    {
        File.Delete(Workspace["parents/math/model.safetensors"]);
        File.WriteAllBytes(Workspace["parents/math/pytorch_model.bin"], TorchCheckpoint.Of(Parent.Model(1)));
    }

    [Fact]
    public async Task Are_merged_if_the_project_allows_it_and_refused_otherwise()
    {
        var refused = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("error MB2037", refused.Output, StringComparison.Ordinal);
        Assert.Empty(Workspace.Files(Model));

        await BuildAsync("-p:MergeAllowPickle=true");
        var merged = File.ReadAllBytes(Workspace[Model + "/model.safetensors"]);
        Assert.True((await BuildAsync("--no-restore", "-p:MergeAllowPickle=true")).MergeWasSkipped);

        File.Delete(Workspace["parents/math/pytorch_model.bin"]);
        Parent.Write(Workspace["parents/math"], 1);
        await BuildAsync("--no-restore");
        Assert.Equal(File.ReadAllBytes(Workspace[Model + "/model.safetensors"]), merged);
    }
}
