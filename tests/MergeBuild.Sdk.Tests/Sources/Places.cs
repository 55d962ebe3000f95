using MergeBuild.Diagnostics;
using MergeBuild.Tasks.Sources;
using MergeBuild.Testing;

namespace MergeBuild.Sdk.Tests.Sources;

public sealed class Places : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Of_an_item_is_its_Include_and_of_metadata_the_attribute_or_element()
    {
        var source = Find("""
            <Project>
              <ItemGroup>
                <Expert Include="parents/math"
                        Weight="0.5">
                  <Density>0.3</Density>
                </Expert>
              </ItemGroup>
            </Project>
            """, "parents/math", ("Weight", "0.5"), ("Density", "0.3"));

        Assert.Equal(Place(3, 13), source.Include);
        Assert.Equal(Place(4, 13), source.Metadata("weight"));
        Assert.Equal(Place(5, 7), source.Metadata("Density"));
        Assert.Equal(Place(3, 13), source.Metadata("Unwritten"));
    }

    [Theory]
    [InlineData("parents/prose;\n  parents/math")]
    [InlineData("$(Parents)/math")]
    [InlineData("$([System.IO.Path]::Combine('parents', 'math'))")]
    [InlineData("parents/*")]
    [InlineData(@"parents\math\")]
    [InlineData("parents%2Fmath")]
    public void Of_an_item_is_found_through_lists_expressions_and_wildcards(string include)
    {
        var source = Find($"""
            <Project>
              <ItemGroup>
                <Expert Include="other/$(Name)" />
                <Expert Include="{include}" />
              </ItemGroup>
            </Project>
            """, "parents/math");

        Assert.Equal(Place(4, 13), source.Include);
    }

    [Fact]
    public void Of_items_with_one_Include_are_told_apart_by_metadata_and_then_by_order()
    {
        const string project = """
            <Project>
              <ItemGroup>
                <Expert Include="a" Weight="1" Condition="'$(Mode)' == 'x'" />
                <Expert Include="a" Weight="2" />
                <Expert Include="a" Weight="2" />
              </ItemGroup>
            </Project>
            """;

        Assert.Equal(Place(3, 13), Find(project, "a", ("Weight", "1")).Include);
        Assert.Equal(Place(4, 13), Find(project, "a", ("Weight", "2")).Include);
        Assert.Equal(Place(5, 13), Find(project, "a", 1, ("Weight", "2")).Include);
    }

    [Fact]
    public void Of_metadata_is_the_update_or_the_default_that_set_it()
    {
        var source = Find("""
            <Project>
              <ItemDefinitionGroup>
                <Expert Density="0.1" />
              </ItemDefinitionGroup>
              <ItemGroup>
                <Expert Include="a" Weight="1" />
                <Expert Update="a" Weight="2" />
              </ItemGroup>
            </Project>
            """, "a", ("Weight", "2"), ("Density", "0.1"));

        Assert.Equal(Place(7, 24), source.Metadata("Weight"));
        Assert.Equal(Place(3, 13), source.Metadata("Density"));
    }

    [Fact]
    public void Of_an_item_that_the_file_does_not_show_is_unknown()
    {
        Assert.Null(Find("<Project />", "a").Include);
        Assert.Null(Find("<Project", "a").Include);
    }

    public void Dispose() => _folder.Dispose();

    private static SourceLocation Place(int line, int column) => new("x.mergeproj", line, column);

    private ItemSource Find(string project, string include, params (string Name, string Value)[] metadata) => Find(project, include, 0, metadata);

    private ItemSource Find(string project, string include, int occurrence, params (string Name, string Value)[] metadata) => new(
        ProjectDocument.Load(_folder.Write("x.mergeproj", project), "x.mergeproj"), "Expert", include, metadata.ToDictionary(), occurrence);
}
