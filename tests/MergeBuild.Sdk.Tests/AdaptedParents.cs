using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Sdk.Tests;

/// <summary>Experts that are adapters: suites are put to the model that base and adapter give.</summary>
public sealed class AdaptedParents : MergeTest
{
    private const int Hidden = 128;

    public AdaptedParents(PackedSdk sdk)
        : base(sdk)
    {
        WriteAdapter(change: 0);
        var sample = Repository.Path("samples/tiny-assistant").Replace('\\', '/');
        Workspace.Write("assistant.mergeproj", $"""
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup>
                <MergeMethod>task_arithmetic</MergeMethod>
              </PropertyGroup>
              <ItemGroup>
                <BaseModel Include="{sample}/parents/base" />
                <Expert Include="{sample}/parents/base" Adapter="adapter" Name="adapted" Weight="1" />
                <EvaluationSuite Include="{sample}/suites/prose.jsonl" Parent="adapted" MinimumRetention="0.95" />
              </ItemGroup>
            </Project>
            """);
    }

    [Fact]
    public async Task Are_evaluated_with_their_adapter_and_are_stale_when_it_changes()
    {
        var made = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "-t:UpdateBaselines");
        var built = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore");
        WriteAdapter(change: 0.001f);
        var stale = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore");
        await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore", "-t:UpdateBaselines");
        var changed = await Workspace.DotnetAsync("build", "assistant.mergeproj", "-tl:off", "--no-restore");

        Assert.Contains("baselines/adapted/prose.json: there was none", made.Output, StringComparison.Ordinal);
        Assert.Contains("assistant: gates: 1 passed, 0 failed, 0 inconclusive; least retention 100.0 % (prose)", built.Output, StringComparison.Ordinal);
        Assert.Equal("MB4202", ProblemMatcher.Read(Assert.Single(stale.Problems))!.Code);
        Assert.Contains("assistant: gates: 1 passed, 0 failed, 0 inconclusive; least retention 100.0 % (prose)", changed.Output, StringComparison.Ordinal);

        await Workspace.DotnetAsync("clean", "assistant.mergeproj", "-tl:off");
        Assert.False(Directory.Exists(Workspace["obj/assistant/Debug/parents"]));
    }

    private void WriteAdapter(float change)
    {
        TinyModel.Empty.WithConfig(null)
            .With("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight", DType.F32, [1, Hidden], [.. Enumerable.Repeat(1f, Hidden)])
            .With("base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight", DType.F32, [Hidden, 1], [.. Enumerable.Repeat(change, Hidden)])
            .WriteTo(Workspace["adapter"]);
        File.Move(Workspace["adapter/model.safetensors"], Workspace["adapter/adapter_model.safetensors"], overwrite: true);
        Workspace.Write("adapter/adapter_config.json", """{"peft_type": "LORA", "r": 1, "lora_alpha": 1}""");
    }
}
