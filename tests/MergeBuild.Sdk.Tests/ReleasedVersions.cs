using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>Versions of packages: from git where the project declares none, and held against the last release.</summary>
public sealed class ReleasedVersions(PackedSdk sdk) : MergeTest(sdk)
{
    [Fact]
    public async Task Come_from_the_tag_and_the_same_commit_gives_the_same_package_in_every_clone()
    {
        CommitAll();
        Git.Run(Workspace.Root, "tag", "v1.4.0");
        await Workspace.DotnetAsync("pack", "-o", "one");
        Git.Run(Workspace.Root, "clone", "--quiet", ".", "elsewhere/clone");
        await Workspace.DotnetAsync("pack", "elsewhere/clone/assistant.mergeproj", "-o", "two", "-m:1");
        Git.Run(Workspace.Root, "commit", "--quiet", "--allow-empty", "--message", "above");
        var above = await Workspace.DotnetAsync("pack", "-o", "three", "--no-restore", "-tl:off");
        var built = await BuildAsync("--no-restore", "-v:d");

        Assert.Equal(["assistant.1.4.0.nupkg"], Workspace.Files("one"));
        Assert.Equal(await BytesAsync("one/assistant.1.4.0.nupkg"), await BytesAsync("two/assistant.1.4.0.nupkg"));
        Assert.Equal(["assistant.1.4.1-alpha.0.1.nupkg"], Workspace.Files("three"));
        Assert.Contains("1 commits above the tag 'v1.4.0'", above.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Done executing task \"ResolveMergeVersion\"", built.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_those_that_the_project_declares_and_without_both_are_warned_of_at_its_line()
    {
        var declared = await Workspace.DotnetAsync("pack", "-o", "one", "-tl:off", "-p:VersionPrefix=2.0.0");
        var none = await Workspace.DotnetAsync("pack", "-o", "two", "-tl:off", "--no-restore");

        Assert.Empty(declared.Problems);
        Assert.Equal(["assistant.2.0.0.nupkg"], Workspace.Files("one"));
        Assert.Equal(["assistant.0.0.0-alpha.0.0.nupkg"], Workspace.Files("two"));
        Assert.Equal(("MB5301", "assistant.mergeproj"), Place(Assert.Single(none.Problems.Distinct())));
    }

    [Fact]
    public async Task Have_to_rise_as_much_as_the_model_changed()
    {
        await Workspace.DotnetAsync("pack", "-o", "released", "-p:Version=1.0.0");
        Workspace.Write("assistant.mergeproj", Documented().Replace("0.5", "0.6", StringComparison.Ordinal));
        var low = await Workspace.TryDotnetAsync("pack", "-o", "out", "-tl:off", "-p:Version=1.0.1");
        var warned = await Workspace.DotnetAsync("pack", "-o", "out", "-tl:off", "-p:Version=1.0.1", "-p:MergeVersionPolicy=warn");
        var enough = await Workspace.DotnetAsync("pack", "-o", "out", "-tl:off", "-p:Version=1.1.0");
        string[] wrong =
        [
            "-p:MergeVersionPolicy=enforced", "-p:MergeReleasedModel=nowhere", "-p:MergeReleasedModel=bin/Release/assistant", "-p:MergeReleasedVersion=x",
        ];
        var codes = new List<string>();
        foreach (var property in wrong)
        {
            codes.Add(Place((await Workspace.TryDotnetAsync("pack", "-tl:off", "-o", "wrong", "-p:Version=1.1.0", property)).Problems.First()).Code);
        }

        Assert.Equal(("MB5304", "assistant.mergeproj"), Place(Assert.Single(low.Problems)));
        Assert.Contains("at least 1.1.0 is expected", low.Output, StringComparison.Ordinal);
        Assert.Equal(("MB5305", "assistant.mergeproj"), Place(Assert.Single(warned.Problems)));
        Assert.Empty(enough.Problems);
        Assert.Equal(["assistant.1.0.1.nupkg", "assistant.1.1.0.nupkg"], Workspace.Files("out"));
        Assert.Equal(["MB5306", "MB5303", "MB5311", "MB5307"], codes);
        Assert.Empty(Workspace.Files("wrong"));

        Workspace.Write("assistant.mergeproj", Project.Replace("<MergeMethod>", "<MergeVersionPolicy>warn</MergeVersionPolicy><MergeMethod>", StringComparison.Ordinal));
        var nothing = await Workspace.TryDotnetAsync("pack", "-tl:off", "-o", "wrong", "-p:Version=1.1.0");
        Assert.Equal(("MB5310", "assistant.mergeproj"), Place(Assert.Single(nothing.Problems)));
    }

    // The example of the page, in this project.
    private static string Documented()
    {
        var example = File.ReadAllText(Repository.Path("docs/versions.md")).Split("```xml")[1].Split("```")[0];
        return Project.Replace("  <ItemGroup>", example + "<ItemGroup>", StringComparison.Ordinal);
    }

    private void CommitAll()
    {
        Workspace.Write(".gitignore", "bin/\nobj/\nruns/\none/\ntwo/\nelsewhere/\n");
        Git.Run(Workspace.Root, "init", "--quiet", "--initial-branch=main");
        Git.Run(Workspace.Root, "add", "--all");
        Git.Run(Workspace.Root, "commit", "--quiet", "--message", "first");
    }

    private Task<byte[]> BytesAsync(string file) => File.ReadAllBytesAsync(Workspace[file], TestContext.Current.CancellationToken);

    private static (string Code, string File) Place(string line) => ProblemMatcher.Read(line) is { } found ? (found.Code, found.File) : (line, "");
}
