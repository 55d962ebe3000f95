using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class SlicesOfProjects
{
    private static readonly SourceLocation Project = new("p.mergeproj");

    [Fact]
    public void Items_with_one_name_are_the_sources_of_one_slice()
    {
        var recipe = Read("slerp",
            "BaseModel base", "Expert math Weight=0.9",
            "MergeSlice lower Model=math Layers=[0,16) T=0.4", "MergeSlice upper Model=base Layers=[8,24)",
            "MergeSlice lower Model=base Layers=[0,16)", "MergeSlice upper Model=math Layers=[16,32) Base=true",
            "MergeParameter t Value=[0,1] Slice=upper", "MergeParameter weight Value=0.2 Expert=math Slice=upper Filter=mlp");

        Assert.Equal([["math", "base"], ["base", "math"]], recipe.Slices.Select(slice => slice.Sources.Select(source => recipe.Models[source.Model].Name)));
        Assert.Equal([new LayerRange(0, 16), new(0, 16), new(8, 24), new(16, 32)], recipe.Slices.SelectMany(slice => slice.Sources).Select(source => source.Layers!.Value));
        Assert.Equal([null, 0], recipe.Slices.Select(slice => slice.BaseModel));
        Assert.Equal("0.4", recipe.Slices[0].Sources[0].Parameters.Find("t")!.Resolve("", 0));
        Assert.Equal("0.9", recipe.Slices[0].Sources[0].Parameters.Find("weight")!.Resolve("mlp", 0));
        Assert.Equal("0.2", recipe.Slices[1].Sources[1].Parameters.Find("weight")!.Resolve("mlp", 0));
        Assert.Equal("0.9", recipe.Slices[1].Sources[1].Parameters.Find("weight")!.Resolve("norm", 0));
        Assert.Equal("0.5", recipe.Slices[1].Parameters.Find("t")!.Resolve("", 0.5));
    }

    [Fact]
    public void A_model_that_a_slice_lists_twice_is_two_models()
    {
        var recipe = Read("linear", "Expert a", "MergeSlice s Model=a Layers=[0,2) Weight=1", "MergeSlice s Model=a Layers=[1,3) Weight=2");

        Assert.Equal(["a", "a#2"], recipe.Models.Select(model => model.Name));
        Assert.Equal([0, 1], recipe.Slices[0].Sources.Select(source => source.Model));
    }

    [Fact]
    public void Modules_are_named_by_their_slices()
    {
        var recipe = Read("linear",
            "Expert a", "MergeSlice e Model=a Module=encoder", "MergeSlice d1 Model=a Module=decoder Layers=[0,1)", "MergeSlice d2 Model=a Module=decoder Layers=[0,1)",
            "MergeParameter weight Value=2 Module=decoder");

        Assert.Equal([("encoder", 1), ("decoder", 2)], recipe.Modules.Select(module => (module.Name, module.Slices.Length)));
        Assert.Equal("2", recipe.Modules[1].Parameters.Find("weight")!.Resolve("", 0));
        Assert.Empty(recipe.Modules[0].Parameters.Assignments);
    }

    [Theory]
    [InlineData("MergeSlice s Layers=[0,1)|MergeSlice s Model=a", "1,1 MB1045 The MergeSlice 's' has no Model.")]
    [InlineData("MergeSlice s Model=aa|MergeSlice s Model=a", "1,7 MB1046 The MergeSlice 's' takes layers of 'aa', which is none of the project's models; did you mean 'a'?")]
    [InlineData("MergeSlice s Model=a Layers=[0,1]", "1,8 MB1047 '[0,1]' is not a range of layers; write it half open, such as '[0, 16)', with whole numbers, 0 <= first < end.")]
    [InlineData("MergeSlice s Model=a Layers=[2,1)", "1,8 MB1047 '[2,1)' is not a range of layers; write it half open, such as '[0, 16)', with whole numbers, 0 <= first < end.")]
    [InlineData("MergeSlice s Model=a Layers=[1,1)", "1,8 MB1047 '[1,1)' is not a range of layers; write it half open, such as '[0, 16)', with whole numbers, 0 <= first < end.")]
    [InlineData("MergeSlice s Model=a Layres=[0,1)", "1,8 MB1063 The item type MergeSlice has no metadata 'Layres'; did you mean 'Layers'?")]
    [InlineData("MergeSlice s Model=a Base=yes", "1,8 MB1038 'yes' is not a value of Base; allowed are true and false.")]
    [InlineData("MergeSlice s Model=a Module=x|MergeSlice s Model=a Module=y", "2,1 MB1048 The slice 's' is in two modules, 'x' and 'y'.")]
    [InlineData("MergeSlice s Model=a Layers=[0,1)|MergeSlice s Model=a Layers=[0,2)", "2,1 MB1017 This source has 2 layers, but the first source of its slice has 1.")]
    [InlineData("MergeSlice s Model=a|MergeParameter weight Value=1 Slice=t", "2,8 MB1049 The MergeParameter 'weight' is for the slice 't', which the project does not have; allowed are s")]
    [InlineData("MergeParameter weight Value=1 Slice=t", "1,8 MB1049 The MergeParameter 'weight' is for the slice 't', which the project does not have; none is allowed here")]
    [InlineData("MergeSlice s Model=a|Expert b", "2,1 MB1037 No MergeSlice takes layers of 'b'.")]
    public void Mistakes_are_told_where_they_are(string items, string expected)
    {
        var exception = Assert.Throws<MergeBuildException>(() => Read("linear", [.. items.Split('|'), "Expert a"]));

        Assert.Contains(expected, exception.Diagnostics.Select(diagnostic =>
            $"{diagnostic.Location?.Line},{diagnostic.Location?.Column} {diagnostic.Code} {diagnostic.Message}"));
    }

    private static Recipe Read(string method, params string[] items) => ProjectRecipe.Read(
        [.. items.Select((text, line) => Item(text.Split(' '), line + 1))], [new ProjectValue("MergeMethod", method, null)], "/parents", Project);

    private static ProjectItem Item(string[] words, int line) => new(words[0], words[1],
        [.. words[2..].Select((word, i) => new ProjectValue(word.Split('=')[0], word.Split('=')[1], new SourceLocation("p.mergeproj", line, 7 + i)))],
        new SourceLocation("p.mergeproj", line, 1));
}
