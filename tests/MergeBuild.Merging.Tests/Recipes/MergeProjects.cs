using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class MergeProjects
{
    private static readonly SourceLocation Project = new("p.mergeproj");

    [Fact]
    public void Items_and_properties_become_a_recipe()
    {
        var recipe = Read(
            [Item(3, "BaseModel", "base"), Item(4, "Expert", "x/math", ("Weight", "0.6"), ("density", "[0.2, 1]")), Item(5, "Expert", "strings", ("Name", "s"), ("Weight", "1")),
             Item(6, "MergeParameter", "normalize", ("Value", "true")), Item(7, "MergeParameter", "weight", ("Value", "0.3"), ("Filter", "mlp"), ("Expert", "math"))],
            ("MergeMethod", "ties"), ("MergeOutputDType", "bfloat16"), ("MergeSeed", "18446744073709551615"));

        Assert.Equal(["math", "s", "base"], recipe.Models.Select(model => model.Name));
        Assert.Equal(2, recipe.BaseModel);
        Assert.Equal((DType.BF16, ulong.MaxValue), (recipe.OutputDType, recipe.Seed));
        var math = recipe.Slices[0].Sources[0].Parameters;
        Assert.Equal("0.3", math.Find("weight")!.Resolve("mlp.up", 0));
        Assert.Equal("0.6", math.Find("weight")!.Resolve("norm", 0));
        Assert.Equal("0.6", math.Find("density")!.Resolve("norm", 0.5));
        Assert.Equal("true", recipe.Parameters.Find("normalize")!.Resolve("norm", 0));
    }

    public static TheoryData<string, string[]> Mistakes => new()
    {
        { "Expert a Wieght=1", ["2,7 MB1063 The item type Expert has no metadata 'Wieght'; did you mean 'Weight'?"] },
        { "", ["MB1064 The project merges nothing: it has no Expert item."] },
        { "Expert a|BaseModel b|BaseModel c", ["4,1 MB1065 The project has 2 BaseModel items; one is allowed."] },
        { "Expert a|MergeParameter weight", ["3,1 MB1069 The MergeParameter 'weight' has no Value."] },
        { "Expert a|MergeParameter weight Vlaue=1", ["3,7 MB1063 The item type MergeParameter has no metadata 'Vlaue'; did you mean 'Value'?", "3,1 MB1069 The MergeParameter 'weight' has no Value."] },
        { "Expert math|MergeParameter weight Value=1 Expert=maths", ["3,8 MB1070 The MergeParameter 'weight' is for the expert 'maths', which the project does not have; did you mean 'math'?"] },
        { "Expert a|BaseModel base|MergeParameter weight Value=1 Expert=base", ["4,8 MB1070 The MergeParameter 'weight' is for the expert 'base', which the project does not have; allowed are a"] },
        { "Expert a|BaseModel base Weight=1", ["3,7 MB1063 The item type BaseModel has no metadata 'Weight': with the method ties only experts have it"] },
        { "Expert a Weight=1|MergeParameter weight Value=1 Expert=a", ["2,7 MB1071 This value of 'weight' is never used: one before it, without a filter, holds for every tensor."] },
        { "Expert a|MergeParameter weight Value=1|MergeParameter weight Value=2 Filter=mlp", ["4,7 MB1071 This value of 'weight' is never used: one before it, without a filter, holds for every tensor."] },
        { "Expert a Weight=[0.1,", ["2,7 MB1072 '[0.1,' is not a gradient; write one or more numbers, with commas between them, in square brackets."] },
        { "Expert a Weight=[]", ["2,7 MB1072 '[]' is not a gradient; write one or more numbers, with commas between them, in square brackets."] },
        { "Expert a Weight=[1,,2]", ["2,7 MB1072 '[1,,2]' is not a gradient; write one or more numbers, with commas between them, in square brackets."] },
        { "Expert a Name=n|Expert b Name=n", ["3,7 MB1073 Two models are named 'n'."] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_in_items_are_told_where_they_are(string items, string[] expected) =>
        Assert.Equal(expected, Errors(() => Read([.. Parse(items)], ("MergeMethod", "ties"))));

    [Theory]
    [InlineData("MergeOutputDType", "bfloat", "9,9 MB1067 'bfloat' is not a type for MergeOutputDType; did you mean 'bfloat16'?")]
    [InlineData("MergeSeed", "-1", "9,9 MB1068 '-1' is not a seed; whole numbers from 0 to 18446744073709551615 are allowed.")]
    [InlineData("MergeSeed", "18446744073709551616", "9,9 MB1068 '18446744073709551616' is not a seed; whole numbers from 0 to 18446744073709551615 are allowed.")]
    public void Mistakes_in_properties_are_told_where_they_are(string name, string value, string expected) =>
        Assert.Equal([expected], Errors(() => Read([Item(2, "Expert", "a")], ("MergeMethod", "ties"), (name, value))));

    [Fact]
    public void A_project_without_a_method_is_told_all_of_them() =>
        Assert.Contains("slerp, task_analogy, task_arithmetic, ties", Assert.Single(Errors(() => Read([Item(2, "Expert", "a")]))), StringComparison.Ordinal);

    [Fact]
    public void A_base_with_a_weight_is_an_operand_of_linear()
    {
        var items = new[] { Item(2, "BaseModel", "base", ("Weight", "0.5")), Item(3, "Expert", "a", ("Weight", "1")) };
        Assert.Equal([0, 1], Read(items, ("MergeMethod", "linear")).Slices[0].Sources.Select(source => source.Model));
        items[0] = Item(2, "BaseModel", "base");
        Assert.Equal([0], Read(items, ("MergeMethod", "linear")).Slices[0].Sources.Select(source => source.Model));
    }

    private static IEnumerable<ProjectItem> Parse(string items) => items.Split('|', StringSplitOptions.RemoveEmptyEntries).Select((text, i) =>
    {
        var parts = text.Split(' ');
        return Item(i + 2, parts[0], parts[1], [.. parts[2..].Select(part => (part.Split('=')[0], part.Split('=')[1]))]);
    });

    private static ProjectItem Item(int line, string type, string include, params (string Name, string Value)[] metadata) => new(
        type, include, [.. metadata.Select((pair, i) => new ProjectValue(pair.Name, pair.Value, Project with { Line = line, Column = 7 + i }))],
        Project with { Line = line, Column = 1 });

    private static Recipe Read(ProjectItem[] items, params (string Name, string Value)[] properties) => ProjectRecipe.Read(
        items, [.. properties.Select(pair => new ProjectValue(pair.Name, pair.Value, Project with { Line = 9, Column = 9 }))], Path.GetTempPath(), Project);

    private static string[] Errors(Action read) => [.. Assert.Throws<MergeBuildException>(read).Diagnostics.Select(diagnostic =>
        $"{(diagnostic.Location!.Line > 0 ? $"{diagnostic.Location.Line},{diagnostic.Location.Column} " : "")}{diagnostic.Code} {diagnostic.Message}")];
}
