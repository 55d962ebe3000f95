using System.Security;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Sdk.Tests.Harness;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests;

/// <summary>Names that are commands to runners, terminals or MSBuild, wherever a stranger or a colleague can put one, through real builds.</summary>
public sealed class HostileNames(PackedSdk sdk) : GateTest(sdk)
{
    private const string Hostile = "x\n::error::y\r\u001b[31mz##[command]q##vso[task]\u202Ert\u2066\n::stop-commands::t";

    // As an attribute of a project: what XML cannot hold is escaped as MSBuild escapes.
    private const string InProject = "x%0A::error::y%0D%1B[31mz##[command]q##vso[task]\u202Ert\u2066%0A::stop-commands::t";
    private const string Special = "%24(Configuration)%25(Identity)%40(Expert)%2A%3F%3B%25 [x] '&amp;";

    private static readonly string Long = new('n', 300);
    private static readonly string Escaped = JsonValue.Create(Hostile).ToJsonString()[1..^1];

    private static readonly (string Name, string Code, string Items)[] Wrong =
    [
        ("parent", "MB2035", $"""<Expert Include="parents/{InProject}" Weight="1" />"""),
        ("weight", "MB1052", $"""<Expert Include="parents/math" Weight="{InProject}" />"""),
        ("metadata-name", "MB1063", $"""<Expert Include="parents/math" Weight="1" Name="{InProject}" Weihgt="1" />"""),
        ("parameter", "MB1051", $"""<Expert Include="parents/math" Weight="1" /><MergeParameter Include="{InProject}" Value="1" />"""),
        ("tensor", "MB2012", """<Expert Include="parents/tensor" Weight="1" />"""),
        ("index", "MB2041", """<Expert Include="parents/index" Weight="1" />"""),
        ("config", "MB2046", """<Expert Include="parents/circle" Weight="1" />"""),
        ("suite-file", "MB4203", $"""<Expert Include="parents/math" Weight="1" /><EvaluationSuite Include="suites/{InProject}.jsonl" Parent="math" />"""),
        ("suite-parent", "MB4261", $"""<Expert Include="parents/math" Weight="1" /><EvaluationSuite Include="sums" Parent="{InProject}" Results="results/math.json" />"""),
        ("suite-name", "MB4203", $"""<Expert Include="parents/math" Weight="1" /><EvaluationSuite Include="{InProject}" Parent="math" Results="results/math.json" />"""),
        ("long-parent", "MB2035", $"""<Expert Include="parents/{Long}" Weight="1" />"""),
        ("long-suite", "MB4203", $"""<Expert Include="parents/math" Weight="1" /><EvaluationSuite Include="{Long}" Parent="math" Results="results/math.json" />"""),
        ("special-parent", "MB2035", $"""<Expert Include="parents/{Special}" Weight="1" />"""),
    ];

    [Fact]
    public async Task Of_recipes_and_their_keys_are_harmless_in_the_log()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows none of these names.");
        Workspace.Write($"recipes/{Hostile}.yml", $"merge_method: linear\n\"{Escaped}\": 1\nmodels: [{{model: ../parents/math, parameters: {{weight: 1}}}}]\n");
        Workspace.Write("assistant.mergeproj", $"""<Project Sdk="MergeBuild.Sdk"><ItemGroup><MergeRecipe Include="recipes/{InProject}.yml" /></ItemGroup></Project>""");
        var run = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-v:n");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(HarmlessLog.Harm(run.Output));
        Assert.Equal("MB1008", Assert.Single(Annotations(run).Distinct()).Code);
    }

    [Fact]
    public async Task Are_harmless_in_the_log_of_a_build_that_refuses_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows none of these names.");
        File.Delete(Workspace["assistant.mergeproj"]);
        Directory.CreateDirectory(Workspace["parents/tensor"]);
        File.WriteAllBytes(Workspace["parents/tensor/model.safetensors"], RawSafetensors.Bytes("{" + $"\"{Escaped}\":{{\"dtype\":\"{Escaped}\",\"shape\":[1],\"data_offsets\":[0,4]}}" + "}", 4));
        Workspace.Write("parents/index/model.safetensors.index.json", new JsonObject { ["weight_map"] = new JsonObject { [Hostile] = Hostile } }.ToJsonString());
        Parent.Write(Workspace["parents/circle"], 1);
        File.Delete(Workspace["parents/circle/config.json"]);
        File.CreateSymbolicLink(Workspace["parents/circle/config.json"], "config.json");
        Workspace.Write($"suites/{Hostile}.jsonl", new JsonObject { ["id"] = Hostile, [Hostile] = Hostile, ["prompt"] = Hostile }.ToJsonString() + "\n");
        foreach (var (project, _, items) in Wrong)
        {
            Workspace.Write($"{project}.mergeproj", $"""
                <Project Sdk="MergeBuild.Sdk">
                  <PropertyGroup>
                    <MergeMethod>linear</MergeMethod>
                  </PropertyGroup>
                  <ItemGroup>
                    {items}
                  </ItemGroup>
                </Project>
                """);
        }

        Workspace.Write("all.slnx", $"<Solution>{string.Concat(Wrong.Select(wrong => $"""<Project Path="{SecurityElement.Escape(wrong.Name)}.mergeproj" Type="Common C#" />"""))}</Solution>");
        var run = await Workspace.TryDotnetAsync("build", "all.slnx", "-tl:off", "-v:n");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(HarmlessLog.Harm(run.Output));
        var codes = run.Problems.Select(line => ProblemMatcher.Read(line) ?? throw new InvalidOperationException($"GitHub shows nothing for: {line}"))
            .Select(found => $"{Path.GetFileNameWithoutExtension(found.FromPath)} {found.Code}").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Wrong.Select(wrong => $"{wrong.Name} {wrong.Code}").Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public async Task Of_every_script_and_with_the_marks_of_MSBuild_are_built_and_built_no_second_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows not all of these names.");
        string[] names = ["数学", "проза", "رياضيات", "गणित", "คณิต", "e\u0301té", "🦙 😀", "a;b", "$(c) %(d) @(e)", "f%3Bg", "h [x] '&", "n-" + new string('n', 200)];
        foreach (var (index, name) in names.Index())
        {
            Parent.Model(index + 1).With("model.norm.weight", DType.F32, [8], [.. Enumerable.Repeat(index + 1f, 8)]).WriteTo(Workspace[$"parents/{name}"]);
        }

        static string InInclude(string name) => SecurityElement.Escape(string.Concat(name.Select(character => ";$%@*?'()".Contains(character, StringComparison.Ordinal) ? $"%{(int)character:X2}" : $"{character}")));
        Workspace.Write("assistant.mergeproj", $"""
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup>
                <MergeMethod>linear</MergeMethod>
                <MergeLicensePolicy>off</MergeLicensePolicy>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", names.Select(name => $"<Expert Include=\"parents/{InInclude(name)}\" Weight=\"1\" />"))}
              </ItemGroup>
            </Project>
            """);
        var first = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-v:n");
        Assert.True(first.ExitCode == 0, first.Output);
        var again = await Workspace.TryDotnetAsync("build", "assistant.mergeproj", "-tl:off", "-v:n", "--no-restore");

        Assert.Empty(HarmlessLog.Harm(first.Output));
        Assert.True(again.MergeWasSkipped, again.Output);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Workspace[$"{Model}/merge.manifest.json"], TestContext.Current.CancellationToken))!;
        Assert.Equal(names.Order(StringComparer.Ordinal), manifest["parents"]!.AsArray().Select(parent => (string)parent!["name"]!).Order(StringComparer.Ordinal));
    }
}
