using System.IO.Compression;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Checkpoints.Numbers;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Versions;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;
using NuGet.Versioning;

namespace MergeBuild.Packaging.Tests.Versions;

public sealed class ReleaseComparison : IDisposable
{
    private const string Linear = "merge_method: linear\nmodels: [{model: a, parameters: {weight: 1}}, {model: b, parameters: {weight: 1}}]\n";

    private readonly BuildFolder _folder = new();

    [Fact]
    public void The_same_model_built_again_is_no_change()
    {
        var (before, after) = (Build(BuildFolder.Ties, "one"), Build(BuildFolder.Ties, "two"));
        Assert.Empty(ManifestComparison.Of(before, after));
        Assert.Empty(ManifestComparison.ChangedTensors(before, after));
    }

    [Theory]
    [InlineData("ties", "della", VersionChange.Minor, "recipe: method: \"ties\" → \"della\"")]
    [InlineData("density: 0.5", "density: 0.25", VersionChange.Minor, "recipe: slices[0].sources['a'].parameters.density[0].values[0]: \"0.5\" → \"0.25\"")]
    [InlineData("density: 0.5", "weight: 0.25", VersionChange.Minor, "recipe: slices[0].sources['a'].parameters.weight: none → '[{\"values\":[\"0.25\"]}]'")]
    [InlineData(", {model: b}", "", VersionChange.Minor, "expert: 'b' is no longer a parent")]
    [InlineData("{model: b}", "{model: other}", VersionChange.Minor, "expert: 'other' is new")]
    [InlineData("base_model: base", "base_model: other", VersionChange.Major, "base: 'other' is new")]
    [InlineData("merge_method", "dtype: float16\nmerge_method", VersionChange.Major, "tensors: ")]
    public void A_recipe_that_was_edited_tells_what_it_means(string old, string now, VersionChange expected, string text)
    {
        TinyLlama.Of(2, 7).WriteTo(_folder["other"]);
        var before = Build(BuildFolder.Ties, "one");
        var after = Build(BuildFolder.Ties.Replace(old, now, StringComparison.Ordinal), "two");

        var changes = ManifestComparison.Of(before, after);

        Assert.Equal(expected, ManifestComparison.Largest(changes));
        Assert.Contains(changes, change => $"{change.Subject}: {change.Text}".StartsWith(text, StringComparison.Ordinal));
        Assert.NotEmpty(ManifestComparison.Of(after, before));
    }

    [Fact]
    public void Other_bytes_of_a_parent_mean_what_the_parent_is()
    {
        var before = Build(BuildFolder.Ties, "one");
        TinyLlama.Of(2, 9).WriteTo(_folder["b"]);
        Assert.Equal(VersionChange.Minor, ManifestComparison.Largest(ManifestComparison.Of(before, Build(BuildFolder.Ties, "two"))));
        TinyLlama.Of(2, 9).WriteTo(_folder["base"]);
        Assert.Equal(VersionChange.Major, ManifestComparison.Largest(ManifestComparison.Of(before, Build(BuildFolder.Ties, "three"))));
    }

    [Fact]
    public void Other_bytes_of_the_same_recipe_are_a_patch()
    {
        var before = Build(BuildFolder.Ties, "one");
        var manifest = (JsonObject)JsonNode.Parse(File.ReadAllBytes(Path.Combine(_folder["one"], MergeManifest.FileName)))!;
        var file = manifest["files"]!.AsArray().First(file => (string)file!["name"]! == "model.safetensors")!;
        file["blake3"] = new string('0', 64);
        manifest["recipe"]!["methodVersion"] = 99;
        var after = ReleasedModel.Read(_folder.Write("edited.json", manifest.ToJsonString()), _folder["one"]);
        var changes = ManifestComparison.Of(before, after);
        Assert.Equal(["file: 'model.safetensors' is another", "recipe: methodVersion: 1 → 99"], changes.Select(change => $"{change.Subject}: {change.Text}").Order(StringComparer.Ordinal));
        Assert.All(changes, change => Assert.Equal(VersionChange.Patch, change.Change));
    }

    [Theory]
    [InlineData("tokenizer.json", "tokenizer")]
    [InlineData("config.json", "configuration")]
    public void Another_tokenizer_or_configuration_is_a_major_change(string name, string subject)
    {
        var before = Build(BuildFolder.Ties, "one");
        var manifest = (JsonObject)JsonNode.Parse(File.ReadAllBytes(Path.Combine(_folder["one"], MergeManifest.FileName)))!;
        var files = manifest["files"]!.AsArray();
        files.Remove(files.FirstOrDefault(file => (string)file!["name"]! == name));
        files.Add(new JsonObject { ["name"] = name, ["length"] = 5, ["blake3"] = new string('1', 64) });
        var after = ReleasedModel.Read(_folder.Write("edited.json", manifest.ToJsonString()), _folder["one"]);
        var change = Assert.Single(ManifestComparison.Of(before, after));
        Assert.Equal((VersionChange.Major, subject), (change.Change, change.Subject));
    }

    [Fact]
    public void A_release_is_found_in_a_directory_a_file_a_package_and_a_tag()
    {
        using var repository = new GitFolder();
        var built = Build(BuildFolder.Ties, "one");
        var manifest = Path.Combine(_folder["one"], MergeManifest.FileName);
        File.Copy(manifest, Path.Combine(repository.Path, "released.json"));
        repository.Git("add", ".");
        repository.Commit("v1.2.0", "other");
        File.Delete(Path.Combine(repository.Path, "released.json"));
        var package = Path.Combine(repository.Path, "Model.1.3.0.nupkg");
        using (var archive = ZipFile.Open(package, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(manifest, "model/" + MergeManifest.FileName);
            using var nuspec = new StreamWriter(archive.CreateEntry("Model.nuspec").Open());
            nuspec.Write("<package xmlns='http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd'><metadata><id>Model</id><version>1.3.0</version></metadata></package>");
        }

        foreach (var (place, version) in new[]
        {
            (_folder["one"], null), (manifest, null), ("Model.1.3.0.nupkg", "1.3.0"), ("tag:v1.2.0:released.json", "1.2.0"), ("tag:other:released.json", null),
        })
        {
            var release = ReleasedModel.Read(place, repository.Path);
            Assert.Equal(version, release.Version?.ToNormalizedString());
            Assert.Empty(ManifestComparison.Of(built, release));
        }
    }

    [Theory]
    [InlineData("nowhere", "MB5303")]
    [InlineData("tag:v1.0.0", "MB5303")]
    [InlineData("tag:v1.0.0:file", "MB5303")]
    [InlineData("tag:--output=x:file", "MB5303")]
    [InlineData("broken.nupkg", "MB5303")]
    [InlineData("broken.json", "MB5041")]
    public void A_place_without_a_manifest_is_refused(string place, string code)
    {
        _folder.Write("broken.nupkg", "no archive");
        _folder.Write("broken.json", "{\"schemaVersion\": 2}");
        var problem = Assert.Throws<MergeBuildException>(() => ReleasedModel.Read(place, Path.GetDirectoryName(_folder.Output)!));
        Assert.Equal(code, Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public void Tensors_have_moved_as_far_as_they_have()
    {
        TinyLlama.Of(2, 3).WriteTo(_folder["c"]);
        Build(Linear, "one");
        Build(Linear.Replace("model: b", "model: c", StringComparison.Ordinal), "two");
        var (old, now) = (ModelDirectory.Open(_folder["one"]), ModelDirectory.Open(_folder["two"]));
        foreach (var movement in TensorMovement.Of(old, now, old.Tensors.Keys, 2, PhysicalFileSystem.Instance, TestContext.Current.CancellationToken))
        {
            var (left, right) = (Values(old, movement.Name), Values(now, movement.Name));
            var distance = Math.Sqrt(left.Zip(right, (x, y) => Math.Pow((double)y - x, 2)).Sum());
            Assert.Equal(distance, movement.Distance, 1e-9 * (1 + distance));
            Assert.Equal(distance / Math.Sqrt(left.Sum(x => (double)x * x)), movement.Relative, 1e-9);
            Assert.Equal(left.Zip(right).Count(pair => pair.First != pair.Second) / (double)left.Length, movement.Changed);
        }
    }

    [Theory]
    [InlineData("1.2.3", VersionChange.Major, "2.0.0")]
    [InlineData("1.2.3", VersionChange.Minor, "1.3.0")]
    [InlineData("1.2.3", VersionChange.Patch, "1.2.4")]
    [InlineData("1.2.3", VersionChange.None, "1.2.3")]
    [InlineData("0.2.3", VersionChange.Major, "0.3.0")]
    [InlineData("0.2.3", VersionChange.Minor, "0.2.4")]
    [InlineData("0.2.3", VersionChange.Patch, "0.2.4")]
    public void A_change_asks_for_a_version(string released, VersionChange change, string required)
    {
        var (old, lowest) = (NuGetVersion.Parse(released), NuGetVersion.Parse(required));
        ManifestChange[] changes = change == VersionChange.None ? [] : [new(change, "base", "'base' has other files")];
        Assert.Equal(required, VersionCheck.Required(old, change).ToNormalizedString());
        Assert.Null(VersionCheck.Of(lowest, old, [.. changes], VersionPolicy.Enforce));
        Assert.Null(VersionCheck.Of(new NuGetVersion(99, 0, 0, "rc"), old, [.. changes], VersionPolicy.Enforce));
        foreach (var low in new[] { "0.0.1", change == VersionChange.None ? "1.2.2" : released, change == VersionChange.None ? "1.2.3-rc.1" : released + "-rc.1" })
        {
            var error = VersionCheck.Of(NuGetVersion.Parse(low), old, [.. changes], VersionPolicy.Enforce);
            Assert.Equal("MB5304", error?.Code);
            Assert.Contains($"at least {required} is expected", error!.Message, StringComparison.Ordinal);
            Assert.Equal("MB5305", VersionCheck.Of(NuGetVersion.Parse(low), old, [.. changes], VersionPolicy.Warn)?.Code);
            Assert.Null(VersionCheck.Of(NuGetVersion.Parse(low), old, [.. changes], VersionPolicy.Off));
        }
    }

    [Fact]
    public void A_prerelease_on_the_way_to_the_required_version_is_enough()
    {
        ManifestChange[] changes = [new(VersionChange.Major, "base", "'base' has other files")];
        Assert.Null(VersionCheck.Of(NuGetVersion.Parse("2.0.0-alpha.1"), NuGetVersion.Parse("1.9.0"), [.. changes], VersionPolicy.Enforce));
        Assert.NotNull(VersionCheck.Of(NuGetVersion.Parse("1.10.0"), NuGetVersion.Parse("1.9.0"), [.. changes], VersionPolicy.Enforce));
        Assert.Null(VersionCheck.Of(NuGetVersion.Parse("1.0.0-rc.2"), NuGetVersion.Parse("1.0.0-rc.1"), [.. changes], VersionPolicy.Enforce));
        Assert.NotNull(VersionCheck.Of(NuGetVersion.Parse("1.0.0-rc.1"), NuGetVersion.Parse("1.0.0-rc.1"), [.. changes], VersionPolicy.Enforce));
    }

    public void Dispose() => _folder.Dispose();

    private static float[] Values(ModelDirectory model, string name)
    {
        var tensor = model.Tensors[name];
        var values = new float[tensor.Entry.ElementCount];
        var bytes = File.ReadAllBytes(tensor.Shard.Path).AsSpan((int)tensor.Entry.Offset, (int)tensor.Entry.ByteLength);
        DTypeConversion.Widen(tensor.Entry.DType, bytes, values);
        return values;
    }

    private ReleasedModel Build(string yaml, string output)
    {
        _folder.Build(yaml, options => options with { OutputDirectory = _folder[output] });
        return ReleasedModel.Read(_folder[output], _folder[output]);
    }
}
