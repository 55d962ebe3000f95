using System.Text.Json.Nodes;
using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

/// <summary>mergebuild blame on the trained models of samples/tiny-assistant.</summary>
public sealed class BlamedParents : IDisposable
{
    private static readonly string[] Experts = ["math", "strings", "facts"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Help_their_own_suite_most_and_the_variants_of_groups_compute_nothing()
    {
        TinyRecipe.Write(_folder);
        string[] arguments = ["blame", "recipe.yml", "--suite", .. Experts.Select(TinyRecipe.Suite), "--limit", "60", "--work-dir", "work", "--json", "blame.json"];
        var result = Tool.Run(_folder.Path, arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        var report = Json("blame.json");

        foreach (var suite in Experts)
        {
            var column = report["matrix"]!.AsArray().Where(cell => (string?)cell!["suite"] == suite).ToDictionary(cell => (string)cell!["parent"]!, cell => cell!);
            Assert.True((double)column[suite]["lower"]! > 0, $"Leaving out {suite} is shown to cost its suite.");
            Assert.All(Experts.Where(parent => parent != suite), parent => Assert.True((double)column[parent]["effect"]! < (double)column[suite]["effect"]! / 4));
        }

        // The whole and three merges without a parent are computed; 15 merges without a parent in a group are put together from their tensors.
        var model = new FileInfo(_folder["work/model/model.safetensors"]).Length;
        Assert.Equal(19, (int)report["work"]!["merges"]!);
        Assert.InRange((long)report["work"]!["bytesMerged"]!, 3.9 * model, 4.0 * model);
        Assert.Matches("without strings in attention: computed 0 B, took over 1.74 MB", result.Error);
        Assert.Matches("(?m)^  the merge scores +0.9500 +0.8000 +1.0000 *$", result.Output);

        Assert.Equal(0, Tool.Run(_folder.Path, arguments).ExitCode);
        var again = Json("blame.json");
        Assert.Equal((0, 0), ((long)again["work"]!["bytesMerged"]!, (int)again["work"]!["evaluations"]!));
        Assert.Equal(report["matrix"]!.ToJsonString(), again["matrix"]!.ToJsonString());
        Assert.Equal(report["tensors"]!.ToJsonString(), again["tensors"]!.ToJsonString());
    }

    [Fact]
    public void With_a_planted_damage_are_found_with_the_damaged_tensor_by_name()
    {
        DamagedExpert.Write(Path.Combine(TinyRecipe.Parents, "facts"), _folder["damaged"], "layers.2.mlp.down_proj", deviation: 0.15);
        TinyRecipe.Write(_folder, "damaged");
        var result = Tool.Run(_folder.Path, "blame", "recipe.yml", "--suite", TinyRecipe.Suite("math"), "--limit", "80", "--json", "blame.json");

        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        var culprit = Json("blame.json")["culprit"]!.AsArray();
        Assert.Equal(("damaged", "mlp"), ((string?)culprit[0]!["parent"], (string?)culprit[0]!["where"]));
        Assert.Equal("model.layers.2.mlp.down_proj.weight", (string?)Assert.Single(culprit[^1]!["tensors"]!.AsArray()));
        Assert.Matches("(?m)^ +model.layers.2.mlp.down_proj.weight$", result.Output);
    }

    [Fact]
    public void Are_not_asked_about_before_a_plan_says_what_it_takes()
    {
        TinyRecipe.Write(_folder);
        var result = Tool.Run(_folder.Path, "blame", "recipe.yml", "--suite", TinyRecipe.Suite("math"), "--plan", "--work-dir", "work", "--json", "plan.json");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("4 merges in any case, 15 merges without a parent in some tensors, at most 10 merges to narrow the worst down.", result.Output, StringComparison.Ordinal);
        Assert.Contains("At most 6.96 MB of weights are computed and kept", result.Output, StringComparison.Ordinal);
        Assert.Equal((4, 15), ((int)Json("plan.json")["merges"]!, (int)Json("plan.json")["searchMerges"]!));
        Assert.False(Directory.Exists(_folder["work"]));
    }

    [Theory]
    [InlineData("MB4325", "")]
    [InlineData("MB4326", "--suite mth")]
    [InlineData("MB4328", "--suite math.jsonl --parent base")]
    [InlineData("MB4332", "--suite math.jsonl --most-merges 3")]
    [InlineData("MB4124", "--suite math.jsonl --metric acc")]
    public void Need_a_question_that_can_be_answered(string code, string options)
    {
        TinyRecipe.Write(_folder);
        File.Copy(TinyRecipe.Suite("math"), _folder["math.jsonl"]);
        var result = Tool.Run(_folder.Path, ["blame", "recipe.yml", "--limit", "2", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Do_not_write_commands_into_logs()
    {
        const string name = "##[group]\u001b[31mfacts";
        DamagedExpert.Write(Path.Combine(TinyRecipe.Parents, "facts"), _folder[name], "none", 0);
        TinyRecipe.Write(_folder, "\"##[group]\\e[31mfacts\"");
        var blame = Tool.Run(_folder.Path, "blame", "recipe.yml", "--suite", TinyRecipe.Suite("math"), "--limit", "2", "--by", "parent");
        var predict = Tool.Run(_folder.Path, "predict", "recipe.yml");

        Assert.Equal((0, 0), (blame.ExitCode, predict.ExitCode));
        Assert.DoesNotContain(new[] { blame.Output, blame.Error, predict.Output, predict.Error }, text => text.Contains('\u001b') || text.Contains("##[", StringComparison.Ordinal));
    }

    private JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(_folder[file]))!;
}
