using System.Diagnostics;
using MergeBuild.Testing;
using YamlDotNet.Serialization;

namespace MergeBuild.Sdk.Tests.Harness;

/// <summary>
/// Runs the steps of a composite action that are shell scripts, in order, as GitHub's runner does: with bash's options of the runner, the
/// files that a step writes outputs and summaries to, and no step after a failure but those that always run. Actions of others are left out.
/// </summary>
/// <param name="name">The folder in <c>.github/actions</c>.</param>
/// <param name="workspace">The repository that it runs in.</param>
/// <param name="scratch">Where the runner keeps its files; what lies in <c>programs</c> there is found before all others.</param>
public sealed class CompositeAction(string name, string workspace, string scratch)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly string _folder = Repository.Path($".github/actions/{name}");

    /// <summary>Values of expressions, such as <c>inputs.base</c>; inputs that are not named have their defaults.</summary>
    public Dictionary<string, string> Expressions { get; } = [];

    /// <summary>Variables of the environment beside the runner's.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>All that the steps printed, as the runner's log has it.</summary>
    public string Log { get; private set; } = "";

    /// <summary>The step's summary.</summary>
    public string Summary => File.ReadAllText(Path.Combine(scratch, "summary.md"));

    /// <summary>The action as it is written.</summary>
    public Dictionary<object, object> Definition { get; } =
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(Repository.Path($".github/actions/{name}/action.yml")));

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Dictionary<object, object>> Steps => ((List<object>)((Dictionary<object, object>)Definition["runs"])["steps"]).Cast<Dictionary<object, object>>();

    /// <summary>Runs the steps; returns whether all of them succeeded.</summary>
    public bool Run()
    {
        foreach (var (input, rules) in (Dictionary<object, object>)Definition["inputs"])
        {
            var text = (string)((Dictionary<object, object>)rules)["default"];
            Expressions.TryAdd($"inputs.{input}", text.StartsWith("${{", StringComparison.Ordinal) ? "" : text);
        }

        File.WriteAllText(Path.Combine(scratch, "summary.md"), "");
        var succeeded = true;
        foreach (var step in Steps.Where(step => step.ContainsKey("run")))
        {
            var condition = (string?)step.GetValueOrDefault("if") ?? "";
            if ((!succeeded && !condition.Contains("always()", StringComparison.Ordinal)) ||
                (condition.Contains("steps.changed.outputs.projects != ''", StringComparison.Ordinal) && Expressions.GetValueOrDefault("steps.changed.outputs.projects") is null or ""))
            {
                continue;
            }

            succeeded &= RunStep(step);
        }

        return succeeded;
    }

    private bool RunStep(Dictionary<object, object> step)
    {
        Assert.Equal("bash", step["shell"]);
        var script = Path.Combine(scratch, "step.sh");
        var output = Path.Combine(scratch, "output.txt");
        File.WriteAllText(script, (string)step["run"]);
        File.WriteAllText(output, "");
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", script])
        {
            WorkingDirectory = workspace, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (variable, value) in step.GetValueOrDefault("env") as Dictionary<object, object> ?? [])
        {
            start.Environment[(string)variable] = Evaluate((string)value);
        }

        foreach (var (variable, value) in Variables.Concat(
        [
            new("GITHUB_ACTIONS", "true"), new("CI", "true"), new("GITHUB_WORKSPACE", workspace), new("GITHUB_ACTION_PATH", _folder), new("GITHUB_OUTPUT", output),
            new("GITHUB_STEP_SUMMARY", Path.Combine(scratch, "summary.md")), new("PATH", Path.Combine(scratch, "programs") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")),
        ]))
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        Log += process.StandardOutput.ReadToEnd() + error.Result;
        Assert.True(process.WaitForExit(Patience), "The step does not end.");
        Keep((string?)step.GetValueOrDefault("id"), File.ReadAllLines(output));
        return process.ExitCode == 0;
    }

    private string Evaluate(string value)
    {
        const string Begin = "${{ ", End = " }}";
        return value.StartsWith(Begin, StringComparison.Ordinal) && value.EndsWith(End, StringComparison.Ordinal) ? Expressions[value[Begin.Length..^End.Length]] : value;
    }

    // name<<delimiter, lines, delimiter; https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    private void Keep(string? id, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var (variable, delimiter) = (lines[i].Split("<<")[0], lines[i].Split("<<")[1]);
            var end = Array.IndexOf(lines, delimiter, i + 1);
            Expressions[$"steps.{id}.outputs.{variable}"] = string.Join('\n', lines[(i + 1)..end]);
            i = end;
        }
    }
}
