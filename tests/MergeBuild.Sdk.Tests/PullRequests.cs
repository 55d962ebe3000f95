using System.Diagnostics;
using System.Text.RegularExpressions;
using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>
/// The steps of the merge-gate action in a plain shell, over real repositories. A script stands in for <c>dotnet</c> where the subject is
/// what the action does with a build, not the build.
/// </summary>
public sealed partial class PullRequests : IDisposable
{
    private const string Lost = "models/lost/lost.mergeproj", Kept = "models/kept/kept.mergeproj", Tree = "models/tree/tree.mergeproj";

    private readonly TemporaryFolder _folder = new();
    private readonly PackedSdk _sdk;

    public PullRequests(PackedSdk sdk)
    {
        _sdk = sdk;
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows runs the action in the bash of Git, which is not on every machine's path.");
        Write(Lost, """<Project Sdk="MergeBuild.Sdk"><ItemGroup><Expert Include="../../parents/math;../../parents/facts" /><EvaluationSuite Include="..\..\suites\*.jsonl" /></ItemGroup></Project>""");
        Write(Kept, """<Project Sdk="MergeBuild.Sdk"><PropertyGroup><BaselineDirectory>../../baselines</BaselineDirectory></PropertyGroup><ItemGroup><Expert Include='../../parents/facts' /></ItemGroup></Project>""");
        Write(Tree, """<Project Sdk="MergeBuild.Sdk"><ItemGroup><Expert Include="../lost/lost.mergeproj" /></ItemGroup></Project>""");
        foreach (var file in new[] { "parents/math/config.json", "parents/facts/config.json", "suites/math.jsonl", "baselines/math/math.json", "README.md", "parents/mathematics/config.json" })
        {
            Write(file, "{}");
        }

        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.email", "someone@example.com");
        Git("config", "user.name", "someone");
        Commit();
        Script("dotnet", $$"""
            #!/usr/bin/env bash
            printf '%s\n' "$*" >> '{{_folder["calls.txt"]}}'
            case $2 in
              *lost*)
                mkdir -p models/lost/bin/Release/report/lost
                printf '\n### the summary of lost\n' > models/lost/bin/Release/report/lost/report.md
                printf '%s\n' "lost.mergeproj(1,60): error MB4210: The merge lost what 'math' knows on the suite 'math': retention 79.1 %. [$GITHUB_WORKSPACE/models/lost/lost.mergeproj]"
                exit 1 ;;
              *tree*) exit 1 ;;
              *)
                mkdir -p models/kept/bin/Release/report/kept
                printf '\n### the summary of kept\n' > models/kept/bin/Release/report/kept/report.md
                # Of another project in that folder, which nothing touched.
                mkdir -p models/kept/bin/Release/report/neighbour
                printf '\n### the summary of a neighbour\n' > models/kept/bin/Release/report/neighbour/report.md ;;
            esac
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("README.md", "")]
    [InlineData("parents/mathematics/config.json", "")]
    [InlineData("models/kept/kept.mergeproj", Kept)]
    [InlineData("models/kept/notes/a b.txt", Kept)]
    [InlineData("baselines/math/math.json", Kept)]
    [InlineData("parents/facts/config.json", $"{Kept}\n{Lost}\n{Tree}")]
    [InlineData("parents/math/config.json", $"{Lost}\n{Tree}")]
    [InlineData("suites/math.jsonl", $"{Lost}\n{Tree}")]
    [InlineData("Directory.Build.props", $"{Kept}\n{Lost}\n{Tree}")]
    [InlineData("models/tree/Directory.Packages.props", Tree)]
    public void Build_what_a_change_touches(string file, string projects)
    {
        Change(file);
        Assert.Equal(projects, Changed("HEAD~1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("0123456789012345678901234567890123456789")]
    [InlineData("--upload-pack=touch")]
    public void Build_everything_where_there_is_nothing_to_compare_with(string start) => Assert.Equal($"{Kept}\n{Lost}\n{Tree}", Changed(start));

    [Fact]
    public void Are_compared_with_where_they_began()
    {
        Git("switch", "--quiet", "-c", "change");
        Change(Kept);
        Git("switch", "--quiet", "main");
        Change("suites/math.jsonl");
        Git("switch", "--quiet", "change");
        Assert.Equal(Kept, Changed("main"));
    }

    [Fact]
    public void Count_projects_with_computed_paths_as_touched()
    {
        Change("models/computed/computed.mergeproj", """<Project><ItemGroup><Expert Include="$(Parents)/math" /></ItemGroup></Project>""");
        Change("README.md");
        Assert.Equal("models/computed/computed.mergeproj", Changed("HEAD~1"));
    }

    [Fact]
    public void Show_a_loss_once_at_its_line_and_in_the_summary_and_fail()
    {
        Change("parents/facts/config.json");
        var action = Action("HEAD~1");
        Assert.False(action.Run());

        var annotation = Assert.Single(action.Log.Split('\n').Select(ProblemMatcher.Read).OfType<ProblemMatcher>());
        Assert.Equal(("lost.mergeproj", 1, 60, "error", "MB4210"), (annotation.File, annotation.Line, annotation.Column, annotation.Severity, annotation.Code));
        Assert.Equal(_folder["repository/" + Lost], annotation.FromPath);
        Assert.Equal(
            ["### the summary of kept", "### the summary of lost", "### ✗ `models/tree/tree.mergeproj`", "There is no report: the build ended before its gates."],
            action.Summary.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([Kept, Lost, Tree], Calls().Select(call => call.Split(' ')[1]));
        Assert.All(Calls(), call => Assert.Contains($"-restore -p:Configuration=Release -tl:off -clp:NoSummary -p:MergeStore={_folder["repository"]}/.mergebuild/store", call, StringComparison.Ordinal));
        Assert.DoesNotContain(action.Log.Split('\n'), line => line.StartsWith("::", StringComparison.Ordinal));
    }

    [Fact]
    public void Show_an_error_of_a_real_build_once()
    {
        using var workspace = new Workspace(_sdk);
        workspace.Write("models/wrong/wrong.mergeproj", """
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup><MergeMethod>linear</MergeMethod></PropertyGroup>
              <ItemGroup>
                <Expert Include="missing" Weight="1" />
              </ItemGroup>
            </Project>
            """);
        foreach (var arguments in new[] { "init --quiet", "add --all", "-c user.name=a -c user.email=a@example.com commit --quiet -m a" })
        {
            Start("git", workspace.Root, arguments.Split(' '));
        }

        var action = new CompositeAction("merge-gate", workspace.Root, _folder.CreateFolder("real"));
        foreach (var variable in DotnetRun.Environment.Select(variable => variable.Split('=', 2)).Where(variable => variable[0] != "PATH"))
        {
            action.Variables[variable[0]] = variable[1];
        }

        Assert.False(action.Run());
        var annotations = action.Log.Split('\n').Select(ProblemMatcher.Read).OfType<ProblemMatcher>().ToArray();
        Assert.True(annotations.Length == 1, action.Log);
        Assert.Equal(("error", 4, workspace["models/wrong/wrong.mergeproj"]), (annotations[0].Severity, annotations[0].Line, annotations[0].FromPath));
        Assert.Contains("There is no report: the build ended before its gates.", action.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Pass_when_what_they_touch_passes()
    {
        Change(Kept);
        var action = Action("HEAD~1");
        action.Expressions["inputs.arguments"] = "-p:Version=1.2 beta\n\n-v:n";
        Assert.True(action.Run());
        Assert.Equal("\n### the summary of kept\n", action.Summary);
        Assert.EndsWith("-p:Version=1.2 beta -v:n", Assert.Single(Calls()), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_nothing_and_say_so_when_no_model_changed()
    {
        Change("README.md");
        var action = Action("HEAD~1");
        Assert.True(action.Run());
        Assert.Empty(Calls());
        Assert.Contains("No merge project changed.", action.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Pin_the_actions_of_others_and_put_no_text_of_others_into_scripts()
    {
        var action = Action("");
        Assert.All(action.Steps.Where(step => step.ContainsKey("uses")), step => Assert.Matches(@"^actions/[a-z/-]+@[0-9a-f]{40}$", (string)step["uses"]));
        Assert.All(action.Steps.Where(step => step.ContainsKey("run")), step => Assert.DoesNotContain("${{", (string)step["run"], StringComparison.Ordinal));
        var save = Assert.Single(action.Steps, step => (step.GetValueOrDefault("uses") as string)?.StartsWith("actions/cache/save@", StringComparison.Ordinal) == true);
        Assert.Contains("github.event.pull_request.head.repo.full_name == github.repository", (string)save["if"], StringComparison.Ordinal);
        Assert.All(File.ReadAllLines(Repository.Path(".github/actions/merge-gate/action.yml")).Where(line => line.Contains("uses: ", StringComparison.Ordinal)), line => Assert.Matches(Version(), line));
    }

    private string Changed(string start)
    {
        var result = Start("bash", _folder["repository"], Repository.Path(".github/actions/merge-gate/changed-projects.sh"), start);
        return result.TrimEnd('\n');
    }

    private CompositeAction Action(string start)
    {
        var action = new CompositeAction("merge-gate", _folder["repository"], _folder.Path);
        action.Expressions["inputs.base"] = start;
        return action;
    }

    private string[] Calls() => File.Exists(_folder["calls.txt"]) ? File.ReadAllLines(_folder["calls.txt"]) : [];

    private void Change(string file, string? text = null)
    {
        Write(file, text ?? (File.Exists(_folder["repository/" + file]) ? File.ReadAllText(_folder["repository/" + file]) + "\n" : "{}"));
        Commit();
    }

    private void Commit()
    {
        Git("add", "--all");
        Git("commit", "--quiet", "-m", "change");
    }

    private void Write(string file, string text) => _folder.Write("repository/" + file, text);

    private void Script(string program, string text) => Start("chmod", _folder.Path, "+x", _folder.Write("programs/" + program, text));

    private void Git(params string[] arguments) => Start("git", _folder["repository"], arguments);

    private static string Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    [GeneratedRegex(@"@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Version();
}
