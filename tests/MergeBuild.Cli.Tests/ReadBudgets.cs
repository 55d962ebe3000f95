using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Cli.Tests;

public sealed class ReadBudgets : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReadBudgets()
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2) })
        {
            TinyLlama.Of(2, seed).WriteTo(_folder[name]);
        }

        _folder.Write("recipe.yml", "merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: a, parameters: {weight: 0.5}}, {model: b, parameters: {weight: 0.5}}]\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_kept_after_an_analysis_and_said_to_be_an_approximation()
    {
        var analysis = Tool.Run(_folder.Path, "analyze", "recipe.yml", "--norms", "work/merge.norms");
        Assert.Equal(0, analysis.ExitCode);
        Assert.Matches("^The analysis read .*B, analysed 21 of 21 blocks; its norms are in .*merge.norms\\.", analysis.Output);
        Assert.Equal(0, (int)Tool.Run(_folder.Path, "analyze", "recipe.yml", "--norms", "work/merge.norms", "--json").Json["blocksAnalysed"]!);

        var merge = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--read-budget", "2500B", "--norms", "work/merge.norms");
        Assert.Equal(0, merge.ExitCode);
        Assert.Contains("warning MB3050: The result is an approximation: a read budget of 2500 bytes leaves out ", merge.Error, StringComparison.Ordinal);
        Assert.Equal(0, Tool.Run(_folder.Path, "verify", "out").ExitCode);
    }

    [Fact]
    public void Of_the_documentation_s_example_leave_out_what_its_table_says()
    {
        var page = File.ReadAllText(Repository.Path("docs/read-budget.md")).ReplaceLineEndings("\n");
        _folder.Write("assistant.yml", Between(page, "```yaml\n", "```"));
        var runs = Between(page, "```console\n", "```").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Tool.Run(_folder.Path,
            [.. line["$ mergebuild ".Length..].Replace("samples/", Repository.Path("samples/"), StringComparison.Ordinal).Split(' ')])).ToArray();
        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        Assert.Contains("within 1.94 of the full merge", runs[1].Error, StringComparison.Ordinal);
        Assert.Contains("within 4.52.", runs[1].Error, StringComparison.Ordinal);
        Assert.Contains("| 50 % | 93 | 1.94 |", page, StringComparison.Ordinal);
        Assert.Contains("out 93 of 159 blocks", runs[1].Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--read-budget", "1KB")]
    [InlineData("--norms", "merge.norms")]
    public void And_norms_go_together(string option, string value)
    {
        var result = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--read-budget and --norms go together", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Must_be_sizes()
    {
        var result = Tool.Run(_folder.Path, "merge", "recipe.yml", "out", "--norms", "merge.norms", "--read-budget", "much");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--read-budget must be a number of bytes above 0", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_recipes_of_one_stage()
    {
        _folder.Write("stages.yml", "name: first\nmerge_method: linear\nmodels: [{model: a, parameters: {weight: 1}}]\n---\nmerge_method: linear\nmodels: [{model: first, parameters: {weight: 1}}]\n");
        Assert.Contains("error MB3058: ", Tool.Run(_folder.Path, "analyze", "stages.yml", "--norms", "merge.norms").Error, StringComparison.Ordinal);
        Assert.Contains("error MB3058: ", Tool.Run(_folder.Path, "merge", "stages.yml", "out", "--norms", "merge.norms", "--read-budget", "1GB").Error, StringComparison.Ordinal);
    }

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
