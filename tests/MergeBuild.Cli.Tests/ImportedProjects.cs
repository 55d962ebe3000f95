using MergeBuild.Testing;

namespace MergeBuild.Cli.Tests;

public sealed class ImportedProjects : IDisposable
{
    private const string Recipe = """
        merge_method: slerp
        base_model: one
        slices:
          - sources: [{model: one, layer_range: [0, 2]}, {model: two, layer_range: [0, 2]}]
            parameters: {t: [{filter: mlp, value: [0, 1]}, {value: 0.5}]}
        out_dtype: bfloat16
        """;

    private readonly TemporaryFolder _folder = new();

    public ImportedProjects()
    {
        _folder.CreateFolder("models/one");
        _folder.CreateFolder("models/two");
        _folder.Write("recipe.yml", Recipe);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Say_what_the_recipe_says()
    {
        var result = Tool.Run(_folder.Path, "import", "recipe.yml", "--model-root", "models");

        Assert.Equal((0, "Wrote recipe.mergeproj."), (result.ExitCode, result.Output.Trim()));
        var text = File.ReadAllText(_folder["recipe.mergeproj"]);
        Assert.Equal(
            """
              <PropertyGroup>
                <MergeMethod>slerp</MergeMethod>
                <MergeOutputDType>bfloat16</MergeOutputDType>
              </PropertyGroup>
              <ItemGroup>
                <Expert Include="models/two" />
                <BaseModel Include="models/one" />
              </ItemGroup>
              <ItemGroup>
                <MergeSlice Include="slice1" Model="one" Layers="[0, 2)" />
                <MergeSlice Include="slice1" Model="two" Layers="[0, 2)" />
              </ItemGroup>
              <ItemGroup>
                <MergeParameter Include="t" Value="[0, 1]" Filter="mlp" Slice="slice1" />
                <MergeParameter Include="t" Value="0.5" Slice="slice1" />
              </ItemGroup>
            </Project>

            """.ReplaceLineEndings(), text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..].ReplaceLineEndings());
    }

    [Fact]
    public void Are_not_overwritten_unless_asked_for()
    {
        _folder.Write("p.mergeproj", "mine");

        var refused = Tool.Run(_folder.Path, "import", "recipe.yml", "--output", "p.mergeproj", "--model-root", "models");
        Assert.Equal((1, "mergebuild: error MB1039: The project 'p.mergeproj' is there already."), (refused.ExitCode, Assert.Single(refused.ErrorLines)));
        Assert.Equal("mine", File.ReadAllText(_folder["p.mergeproj"]));
        Assert.Equal(0, Tool.Run(_folder.Path, "import", "recipe.yml", "--output", "p.mergeproj", "--model-root", "models", "--force").ExitCode);
    }
}
