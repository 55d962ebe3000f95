using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Testing;

namespace MergeBuild.Merging.Tests.Recipes;

public sealed class WrittenRequests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_read_as_they_were_written_with_places_relative_to_the_shown_folder()
    {
        var request = Request();
        ProjectRequestJson.Write(request, _folder["obj/a.merge.request.json"]);
        var read = ProjectRequestJson.Read(_folder["obj/a.merge.request.json"], "shown");

        Assert.Equal(request.Items.Select(item => (item.ItemType, item.Include)), read.Items.Select(item => (item.ItemType, item.Include)));
        Assert.Equal(new SourceLocation(Path.Combine("shown", "a.mergeproj"), 4, 13), read.Items[0].Location);
        Assert.Equal(new ProjectValue("Weight", "::0.5\u001b", new SourceLocation(Path.Combine("shown", "a.mergeproj"), 4, 20)), read.Items[0].Find("weight"));
        Assert.Equal((request.Places, request.Project, request.ModelRoot), (read.Places, read.Project, read.ModelRoot));
        Assert.Equal("math", Assert.Single(read.Suites).Find("Parent")!.Value);
        var written = File.ReadAllBytes(_folder["obj/a.merge.request.json"]);
        ProjectRequestJson.Write(request, _folder["obj/a.merge.request.json"]);
        Assert.Equal(written, File.ReadAllBytes(_folder["obj/a.merge.request.json"]));
    }

    [Theory]
    [InlineData("items", null)]
    [InlineData("schema", "2")]
    [InlineData("project", "\"a.mergeproj\"")]
    [InlineData("unknown", "1")]
    [InlineData("places", "{}")]
    [InlineData("items", "[{\"type\": \"Expert\", \"include\": null, \"metadata\": [], \"location\": null}]")]
    public void Are_refused_in_any_other_form(string member, string? value)
    {
        ProjectRequestJson.Write(Request(), _folder["request.json"]);
        var json = JsonNode.Parse(File.ReadAllText(_folder["request.json"]))!.AsObject();
        if (value is null)
        {
            json.Remove(member);
        }
        else
        {
            json[member] = JsonNode.Parse(value);
        }

        _folder.Write("request.json", json.ToJsonString());
        Assert.Equal("MB4324", Assert.Throws<MergeBuildException>(() => ProjectRequestJson.Read(_folder["request.json"], "")).Diagnostics[0].Code);
    }

    [Fact]
    public void Are_refused_when_they_are_no_json()
    {
        _folder.Write("request.json", "{\"schema\": 1");
        Assert.Equal("MB4324", Assert.Throws<MergeBuildException>(() => ProjectRequestJson.Read(_folder["request.json"], "")).Diagnostics[0].Code);
    }

    private ProjectRequest Request()
    {
        SourceLocation At(int line, int column) => new("a.mergeproj", line, column);
        return new ProjectRequest
        {
            Project = _folder["a.mergeproj"],
            Location = At(1, 1),
            Items = [new ProjectItem("Expert", "../x", [new ProjectValue("Weight", "::0.5\u001b", At(4, 20))], At(4, 13)), new ProjectItem("Expert", "y", [], null)],
            Properties = [new ProjectValue("MergeMethod", "linear", At(2, 5))],
            ModelRoot = _folder["models"],
            Suites = [new ProjectItem("EvaluationSuite", "math.jsonl", [new ProjectValue("Parent", "math", null)], At(9, 3))],
            Places = new ProjectPlaces { Model = _folder["bin/a"], Ledger = _folder["obj/a.ledger"] },
        };
    }
}
