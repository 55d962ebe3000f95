using System.Security;
using MergeBuild.Merging.Methods;
using MergeBuild.Sdk.Tests.Harness;

namespace MergeBuild.Sdk.Tests;

/// <summary>Ways to write a project wrongly, side by side in one folder, and what each is told.</summary>
public sealed class WrongProjects(PackedSdk sdk) : MergeTest(sdk)
{
    private static readonly (string Name, string Wrong, string Right)[] Edits =
    [
        ("01-unknown-method", "<MergeMethod>liner</MergeMethod>", "<MergeMethod>linear</MergeMethod>"),
        ("02-method-missing", "", "<MergeMethod>linear</MergeMethod>"),
        ("03-parent-missing", "parents/maths", "parents/math"),
        ("04-unknown-metadata", """<Expert Include="parents/prose" Wieght="0.5" />""", """<Expert Include="parents/prose" Weight="0.5" />"""),
        ("05-weight-not-a-number", """
            <Expert Include="parents/prose">
                  <Weight>half</Weight>
                </Expert>
            """, """<Expert Include="parents/prose" Weight="0.5" />"""),
        ("07-parameter-of-another-method", """Weight="0.5" Density="0.4" />""" + "\n  </ItemGroup>", """Weight="0.5" />""" + "\n  </ItemGroup>"),
        ("08-dtype", "<MergeMethod>linear</MergeMethod><MergeOutputDType>bfloat61</MergeOutputDType>", "<MergeMethod>linear</MergeMethod>"),
        ("09-shard-size", "<MergeMethod>linear</MergeMethod><MergeShardSize>4 gigs</MergeShardSize>", "<MergeMethod>linear</MergeMethod>"),
        ("10-seed", "<MergeMethod>linear</MergeMethod><MergeSeed>-1</MergeSeed>", "<MergeMethod>linear</MergeMethod>"),
        ("11-threads", "<MergeMethod>linear</MergeMethod><MergeThreads>many</MergeThreads>", "<MergeMethod>linear</MergeMethod>"),
        ("12-recipe-and-items", """<MergeRecipe Include="recipe.yml" />""" + "\n    <Expert", "<Expert"),
        ("13-unknown-parameter", """<MergeParameter Include="normalise" Value="true" />""" + "\n    <Expert", "<Expert"),
        ("14-parent-of-other-shape", "parents/wide", "parents/prose"),
        ("15-parent-damaged", "parents/torn", "parents/prose"),
    ];

    [Fact]
    public async Task Each_is_told_what_is_wrong_and_where()
    {
        File.Delete(Workspace["assistant.mergeproj"]);
        WriteParents();
        foreach (var (name, wrong, right) in Edits)
        {
            Workspace.Write($"{name}.mergeproj", Edit(right, wrong));
        }

        Workspace.Write("06-no-experts.mergeproj", """
            <Project Sdk="MergeBuild.Sdk">
              <PropertyGroup>
                <MergeMethod>linear</MergeMethod>
              </PropertyGroup>
            </Project>
            """);
        Workspace.Write("16-wrong-recipe.mergeproj", """
            <Project Sdk="MergeBuild.Sdk">
              <ItemGroup>
                <MergeRecipe Include="recipes/wrong.yml" />
              </ItemGroup>
            </Project>
            """);
        Workspace.Write("recipes/wrong.yml", "merge_method: linear\nmodels:\n  - model: ../parents/math\n    parameters:\n      wieght: 0.5\n");
        Workspace.Write("17-imported.mergeproj", """
            <Project Sdk="MergeBuild.Sdk">
              <Import Project="shared/experts.props" />
              <PropertyGroup>
                <MergeMethod>linear</MergeMethod>
              </PropertyGroup>
            </Project>
            """);
        Workspace.Write("shared/experts.props", """
            <Project>
              <ItemDefinitionGroup>
                <Expert>
                  <Weight>much</Weight>
                </Expert>
              </ItemDefinitionGroup>
              <ItemGroup>
                <Expert Include="parents/math;parents/prose" />
              </ItemGroup>
            </Project>
            """);
        Workspace.Write("all.slnx", $"<Solution>{string.Concat(Directory.GetFiles(Workspace.Root, "*.mergeproj").Order(StringComparer.Ordinal).Select(path =>
            $"""<Project Path="{SecurityElement.Escape(Path.GetFileName(path))}" Type="Common C#" />"""))}</Solution>");

        var run = await Workspace.TryDotnetAsync("build", "all.slnx", "-tl:off");

        Assert.Equal(1, run.ExitCode);
        var annotations = run.Problems.Select(line => ProblemMatcher.Read(line) ?? throw new InvalidOperationException($"GitHub shows nothing for: {line}"));
        Snapshot.Match(string.Join('\n', annotations.Select(Describe).Order(StringComparer.Ordinal)));
    }

    private string Describe(ProblemMatcher found) =>
        $"{Path.GetFileNameWithoutExtension(found.FromPath)}: {found.File}({found.Line},{found.Column}) {found.Severity} {found.Code}\n    {found.Message}"
            .Replace(Workspace.Root, "(root)", StringComparison.Ordinal)
            .Replace(string.Join(", ", MergeMethods.All.Keys), "(all methods)", StringComparison.Ordinal)
            .Replace('\\', '/');

    private static string Edit(string right, string wrong)
    {
        var place = Project.LastIndexOf(right, StringComparison.Ordinal);
        return Project[..place] + wrong + Project[(place + right.Length)..];
    }

    private void WriteParents()
    {
        Parent.Model(1).With("model.norm.weight", Checkpoints.Safetensors.DType.F32, [4], 1, 1, 1, 1).WriteTo(Workspace["parents/wide"]);
        Parent.Write(Workspace["parents/torn"], 1);
        using var weights = File.OpenWrite(Workspace["parents/torn/model.safetensors"]);
        weights.SetLength(weights.Length - 4);
    }
}
