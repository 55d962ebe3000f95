using System.Text.Json.Nodes;
using MergeBuild.Packaging.Tests.Hub;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Tests.Reproduction;

/// <summary>Where parents are looked for, and what is said of those that are not there or not the same.</summary>
public sealed class FoundParents : IDisposable
{
    private readonly ReproductionFolder _folder = new();

    [Fact]
    public void Lie_in_folders_of_their_names_or_in_those_that_are_named()
    {
        _folder.Merge();
        _folder.Reproduce();
        Directory.Move(Path.Combine(_folder.Parents, "a"), _folder["renamed"]);

        var missing = _folder.Fails();
        Assert.Equal(
            $"The parent 'a' is not found: '{_folder.Parents}{Path.DirectorySeparatorChar}a': there is no such folder; '{_folder.Parents}': it has no 'config.json'. --parent 'a=DIR' names its folder.",
            missing.Message);
        var result = _folder.Reproduce(options => options with { Parents = [new("a", "renamed")] });
        Assert.Equal(_folder["renamed"], result.Parents.Single(parent => parent.Name == "a").Directory);
        _folder.Reproduce(options => options with { ParentFolders = [_folder.Parents, "renamed"] });
    }

    [Fact]
    public void Are_not_looked_for_outside_of_the_folders_that_are_named()
    {
        _folder.Merge();
        Directory.Move(Path.Combine(_folder.Parents, "a"), _folder["outside"]);
        var manifest = File.ReadAllText(_folder.ManifestPath);
        foreach (var name in new[] { "../outside", _folder["outside"], ".." })
        {
            File.WriteAllText(_folder.ManifestPath, manifest.Replace("\"a\"", $"\"{name}\"", StringComparison.Ordinal));
            Assert.Equal("MB5330", _folder.Fails().Code);
        }
    }

    [Fact]
    public void Are_all_named_at_once_where_they_are_missing()
    {
        _folder.Merge();

        var problems = _folder.FailsWithAll(options => options with { ParentFolders = [] });

        Assert.Equal(["MB5330", "MB5330", "MB5330"], problems.Select(problem => problem.Code));
        Assert.Equal("The parent 'a' is not found: it came from a folder, and none is named. --parent 'a=DIR' names its folder.", problems.Single(problem => problem.Message.Contains("'a'", StringComparison.Ordinal)).Message);
    }

    [Fact]
    public void Of_other_bytes_are_named_and_nothing_is_published()
    {
        _folder.Merge();
        var weights = Path.Combine(_folder.Parents, "b", "model.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);

        var problem = _folder.Fails(options => options with { OutputDirectory = _folder["again"] });

        Assert.Equal("MB5331", problem.Code);
        Assert.StartsWith($"The parent 'b' in '{_folder.Parents}{Path.DirectorySeparatorChar}b' is not the one that was merged: 'model.safetensors' has {bytes.Length} bytes with", problem.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["again/model.safetensors"]));
    }

    [Fact]
    public void That_cannot_even_be_merged_are_named_too()
    {
        _folder.Merge();
        var config = Path.Combine(_folder.Parents, "b", "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", StringComparison.Ordinal));
        var weights = Path.Combine(_folder.Parents, "a", "model.safetensors");
        var bytes = File.ReadAllBytes(weights);
        bytes.AsSpan(8, 16).Fill((byte)'x');
        File.WriteAllBytes(weights, bytes);

        Assert.Equal(["MB5331", "MB5331"], _folder.FailsWithAll().Select(problem => problem.Code));
    }

    [Fact]
    public void With_a_file_too_many_are_others()
    {
        _folder.Merge();
        File.WriteAllText(Path.Combine(_folder.Parents, "base", "generation_config.json"), "{}");

        var problem = _folder.Fails();

        Assert.Equal("MB5331", problem.Code);
        Assert.Contains("it has 'generation_config.json', which the manifest does not list", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_are_named_are_taken_or_nothing_is()
    {
        _folder.Merge();
        var copy = Directory.CreateDirectory(_folder["copy"]).FullName;
        Array.ForEach(Directory.GetFiles(Path.Combine(_folder.Parents, "a")), path => File.Copy(path, Path.Combine(copy, Path.GetFileName(path))));
        File.AppendAllText(Path.Combine(copy, "config.json"), " ");

        var other = _folder.Fails(options => options with { Parents = [new("a", copy)] });
        var nowhere = _folder.Fails(options => options with { Parents = [new("a", "nowhere")] });
        var unknown = _folder.Fails(options => options with { Parents = [new("basse", "nowhere")] });
        var adapter = _folder.Fails(options => options with { Adapters = [new("a", "nowhere")] });

        Assert.Equal(("MB5331", "MB5330", "MB5332", "MB5332"), (other.Code, nowhere.Code, unknown.Code, adapter.Code));
        Assert.Equal("--parent names 'basse', and the manifest has no such parent; did you mean 'base'?", unknown.Message);
    }

    [Fact]
    public void Of_the_hub_are_taken_from_its_cache_or_fetched_by_their_commit()
    {
        using var hub = new HubFolder();
        hub.Restore();
        var recipe = _folder.Build.Recipe();
        var index = recipe.Models.Select(model => model.Name).ToList().IndexOf("a");
        recipe = recipe with { Models = recipe.Models.SetItem(index, recipe.Models[index] with { Path = hub.Snapshot, Hub = new HubReference(HubFolder.Math, "main"), Commit = hub.Commit }) };
        File.WriteAllText(_folder["base/tokenizer.json"], "{}");
        File.WriteAllText(_folder["b/tokenizer.json"], "{}");
        ModelBuild.Run(recipe, _folder.Build.Options, cancellation: TestContext.Current.CancellationToken);
        _folder.MoveParents();
        Directory.Delete(Path.Combine(_folder.Parents, "a"), recursive: true);
        hub.Push(HubFolder.Math, seed: 9);
        hub.Server.Forget();

        _folder.Reproduce(options => options with { Hub = () => hub.Options });
        Assert.Empty(hub.Server.Requests);
        Directory.Delete(hub.Cache, recursive: true);
        var offline = _folder.Fails(options => options with { Hub = () => hub.Options with { Settings = hub.Settings(isOffline: true) } });
        Assert.Equal("MB5330", offline.Code);
        Assert.Contains($"hf:{HubFolder.Math}@{hub.Commit}: The build is offline", offline.Message, StringComparison.Ordinal);
        var result = _folder.Reproduce(options => options with { Hub = () => hub.Options, OutputDirectory = _folder["again"] });

        Assert.Equal(hub.Snapshot, result.Parents[index].Directory);
        Assert.Equal(_folder.Build.Read(MergeManifest.FileName), File.ReadAllBytes(_folder["again/" + MergeManifest.FileName]));
    }

    [Theory]
    [InlineData("../../etc", "1.0.0", "it is not the name and version of a package")]
    [InlineData("Acme.Model", "1.0.0/../..", "it is not the name and version of a package")]
    [InlineData("Acme.Model$(Secret)", "1.0.0", "it is not the name and version of a package")]
    [InlineData("Acme.Model", "1.0.0", "no feed may be asked")]
    public void Of_packages_are_asked_for_by_what_can_be_a_package_alone(string id, string version, string reason)
    {
        _folder.Merge();
        _folder.Edit(manifest => Parent(manifest, "a")["source"] = new JsonObject { ["kind"] = "package", ["id"] = id, ["version"] = version });
        Directory.Delete(Path.Combine(_folder.Parents, "a"), recursive: true);

        var problem = _folder.Fails(options => options with { PackagesFolder = _folder["packages"] });

        Assert.Equal("MB5330", problem.Code);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["packages"]));
    }

    public void Dispose() => _folder.Dispose();

    private static JsonNode Parent(JsonObject manifest, string name) => manifest["parents"]!.AsArray().Single(parent => (string?)parent!["name"] == name)!;
}
