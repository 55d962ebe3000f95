using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

public sealed class IntegrityGates(PackedSdk sdk) : MergeTest(sdk)
{
    [Fact]
    public async Task A_parent_of_another_family_fails_at_its_item_in_every_build_without_being_read_again()
    {
        var opposite = Parent.Model(2);
        foreach (var tensor in opposite.Tensors.Values.Select(tensor => tensor.Description))
        {
            var count = (int)tensor.Shape.Aggregate(1L, (product, size) => product * size);
            opposite = opposite.With(tensor.Name, DType.F32, [.. tensor.Shape], [.. Enumerable.Range(0, count).Select(index => index % 2 == 0 ? 1f : -1f)]);
        }

        opposite.WriteTo(Workspace["parents/prose"]);
        var first = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off");
        var second = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore");
        var without = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-p:GateIntegrity=false");
        var wrong = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-p:GateIntegrity=maybe");

        var error = ProblemMatcher.Read(Assert.Single(first.Problems))!;
        Assert.Equal(("assistant.mergeproj", 7, "MB4250"), (error.File, error.Line, error.Code));
        Assert.Equal(first.Problems, second.Problems);
        Assert.Equal((1, 1, 0, 1), (first.ExitCode, second.ExitCode, without.ExitCode, wrong.ExitCode));
        Assert.Contains("MB1098", Assert.Single(wrong.Problems), StringComparison.Ordinal);
    }
}
