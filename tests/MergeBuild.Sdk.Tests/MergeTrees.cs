using System.Text.Json.Nodes;
using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>The sample of three merges, each a parent of the next.</summary>
public sealed class MergeTrees : MergeTest
{
    private static readonly string[] Stages = ["skills", "generalist", "assistant"];

    public MergeTrees(PackedSdk sdk)
        : base(sdk)
    {
        // A copy of the parents, since one of them changes.
        foreach (var file in Directory.EnumerateFiles(Repository.Path("samples/tiny-assistant/parents"), "*", SearchOption.AllDirectories))
        {
            var copy = Workspace[Path.Combine("tiny-assistant", "parents", Path.GetRelativePath(Repository.Path("samples/tiny-assistant/parents"), file))];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var stage in Stages)
        {
            var lines = File.ReadAllLines(Repository.Path($"samples/merge-tree/{stage}/{stage}.mergeproj"));
            Workspace.Write(PathOf(stage), string.Join('\n', lines.Where(line => !line.Contains("<Import", StringComparison.Ordinal)))
                .Replace("<Project>", "<Project Sdk=\"MergeBuild.Sdk\">", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Are_built_in_order_and_again_only_where_a_parent_changed()
    {
        await TreeAsync("-m:4");
        var nothing = await TreeAsync("--no-restore", "-v:n", "-m:4");
        var before = await WeightsAsync();
        var file = Workspace["tiny-assistant/parents/facts/model.safetensors"];
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^8] ^= 0x40;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var changed = await TreeAsync("--no-restore", "-v:n", "-m:4");
        var after = await WeightsAsync();
        Directory.Delete(Workspace["merge-tree/assistant/obj"], recursive: true);
        Directory.Delete(Workspace["merge-tree/generalist/bin"], recursive: true);
        await TreeAsync();

        Assert.Equal(3, Skipped(nothing));
        Assert.Equal(1, Skipped(changed));
        Assert.Equal(before["skills"], after["skills"]);
        Assert.NotEqual(before["generalist"], after["generalist"]);
        Assert.NotEqual(before["assistant"], after["assistant"]);
        Assert.Equal(after, await WeightsAsync());

        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Workspace["merge-tree/assistant/bin/Debug/assistant/merge.manifest.json"], TestContext.Current.CancellationToken))!;
        Assert.Equal(["base", "generalist"], manifest["parents"]!.AsArray().Select(parent => (string?)parent!["name"]));
    }

    [Fact]
    public async Task Are_built_as_a_graph_and_give_the_same_bytes()
    {
        await TreeAsync();
        var ordinary = await WeightsAsync();
        await Workspace.DotnetAsync("clean", PathOf("assistant"));
        foreach (var stage in Stages)
        {
            await Workspace.DotnetAsync("clean", PathOf(stage));
        }

        var cleaned = Workspace.Files("merge-tree").Where(name => name.EndsWith(".safetensors", StringComparison.Ordinal));
        Assert.Empty(cleaned);
        await TreeAsync("--no-restore", "-graph", "-isolate", "-m:2");

        Assert.Equal(ordinary, await WeightsAsync());
    }

    [Fact]
    public async Task Are_refused_at_the_line_of_the_reference_where_they_go_in_circles()
    {
        await Workspace.DotnetAsync("restore", PathOf("assistant"));
        Edit("skills", "<BaseModel", """<ProjectReference Include="../assistant/assistant.mergeproj" MergeAs="Expert" /><BaseModel""");
        var restoring = await Workspace.TryDotnetAsync("build", PathOf("assistant"), "-tl:off");
        var building = await Workspace.TryDotnetAsync("build", PathOf("assistant"), "-tl:off", "--no-restore");

        foreach (var run in new[] { restoring, building })
        {
            Assert.Equal(("MB5315", 11), Place(Assert.Single(run.Problems), PathOf("assistant"), "generalist.mergeproj"));
            Assert.Contains("assistant.mergeproj → ../generalist/generalist.mergeproj → ../skills/skills.mergeproj → assistant.mergeproj", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Say_at_the_line_of_the_reference_what_gives_no_model_or_does_not_fit()
    {
        Workspace.Write("code/code.proj", """<Project DefaultTargets="Build"><Target Name="Build" /><Target Name="GetTargetFrameworks" /></Project>""");
        Edit("skills", "<BaseModel", """
            <ProjectReference Include="../../code/code.proj" MergeAs="Expert" />
            <BaseModel
            """);
        var code = await Workspace.TryDotnetAsync("build", PathOf("skills"), "-tl:off");
        Assert.Contains(code.Problems, line => Place(line, PathOf("skills"), "code.proj").Code == "MB5314");
        Edit("skills", "../../code/code.proj", "../nowhere/nowhere.mergeproj");
        var nowhere = await Workspace.TryDotnetAsync("build", PathOf("skills"), "-tl:off");
        Assert.Contains(nowhere.Problems, line => Place(line, PathOf("skills"), "nowhere.mergeproj").Code == "MB5314");
        Edit("generalist", "MergeAs=\"Expert\" Weight=\"0.8\"", "MergeAs=\"Expert\" Wieght=\"0.8\"");
        Edit("skills", "<ProjectReference Include=\"../nowhere/nowhere.mergeproj\" MergeAs=\"Expert\" />", "");
        var metadata = await Workspace.TryDotnetAsync("build", PathOf("generalist"), "-tl:off");

        Assert.Equal("MB1063", Place(Assert.Single(metadata.Problems), PathOf("generalist"), "Wieght").Code);
    }

    private Task<DotnetRun> TreeAsync(params string[] more) => Workspace.DotnetAsync(["build", PathOf("assistant"), "-tl:off", .. more]);

    private static string PathOf(string stage) => $"merge-tree/{stage}/{stage}.mergeproj";

    private void Edit(string stage, string right, string wrong) =>
        Workspace.Write(PathOf(stage), File.ReadAllText(Workspace[PathOf(stage)]).Replace(right, wrong, StringComparison.Ordinal));

    private static int Skipped(DotnetRun run) =>
        run.Output.Split("Skipping target \"MergeModel\" because all output files are up-to-date").Length - 1;

    private async Task<Dictionary<string, string>> WeightsAsync()
    {
        var weights = new Dictionary<string, string>();
        foreach (var stage in Stages)
        {
            weights[stage] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
                await File.ReadAllBytesAsync(Workspace[$"merge-tree/{stage}/bin/Debug/{stage}/model.safetensors"], TestContext.Current.CancellationToken)));
        }

        return weights;
    }

    // The line has to be the one in the file that holds a text.
    private (string Code, int Line) Place(string line, string project, string text)
    {
        var found = ProblemMatcher.Read(line);
        if (found is null || !found.Code.StartsWith("MB", StringComparison.Ordinal))
        {
            return ("", 0);
        }

        Assert.Equal(Path.GetFileName(project), found.File);
        Assert.Contains(text, File.ReadAllLines(Workspace[project])[found.Line - 1], StringComparison.Ordinal);
        return (found.Code, found.Line);
    }
}
