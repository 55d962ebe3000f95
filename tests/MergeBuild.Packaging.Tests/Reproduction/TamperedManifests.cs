using System.Text.Json.Nodes;

namespace MergeBuild.Packaging.Tests.Reproduction;

/// <summary>Manifests that no merge has written, or that somebody changed.</summary>
public sealed class TamperedManifests : IDisposable
{
    private static readonly string Digest = new('a', 64);

    private readonly ReproductionFolder _folder = new();

    public TamperedManifests() => _folder.Merge();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_reproduced_only_as_the_merge_gives_it()
    {
        Assert.Equal("MB5335", Fails(manifest => manifest["tensors"]![3]!["blake3"] = Digest).Code);
        Assert.Equal("MB5335", Fails(manifest => manifest["recipe"]!["slices"]![0]!["parameters"] = new JsonObject()
            , manifest => manifest["recipe"]!["parameters"]!["weight"]![0]!["values"] = new JsonArray("0.6")).Code);
        Assert.Equal("MB5335", Fails(manifest => manifest["tensors"]!.AsArray().RemoveAt(2)).Code);
        Assert.Equal("MB5336", Fails(manifest => manifest["files"]!.AsArray().Single(file => (string?)file!["name"] == "config.json")!["blake3"] = Digest).Code);
        Assert.Equal("MB5337", Fails(manifest => manifest["tensors"]![3]!["key"] = Digest).Code);
        Assert.Equal("MB5337", Fails(manifest => manifest["dropped"]!.AsArray().Add(new JsonObject { ["name"] = "x", ["reason"] = "y" })).Code);
    }

    [Fact]
    public void Say_what_differs_and_why()
    {
        var same = Fails(manifest => manifest["tensors"]![0]!["blake3"] = Digest).Message;
        var other = Fails(manifest => manifest["tensors"]![0]!["blake3"] = Digest, manifest => manifest["mergebuild"] = "0.0.9").Message;

        Assert.Matches($"^The tensor 'lm_head.weight' is not reproduced: it has the BLAKE3 digest [0-9a-f]{{64}}; the manifest says the BLAKE3 digest {Digest}. ", same);
        Assert.EndsWith("so that the manifest was changed, or MergeBuild is at fault.", same, StringComparison.Ordinal);
        Assert.EndsWith($"the manifest is of MergeBuild 0.0.9, and this is {MergeManifest.ToolVersion}.", other, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_another_version_of_mergebuild_may_be_reproduced_and_of_another_version_of_the_method_not()
    {
        _folder.Edit(manifest => manifest["mergebuild"] = "0.0.9");
        Assert.Equal("0.0.9", _folder.Reproduce().StatedVersion);
        Assert.Equal(
            $"The model was merged by version 99 of the method 'ties'; MergeBuild {MergeManifest.ToolVersion} has version 1.", Fails(manifest => manifest["recipe"]!["methodVersion"] = 99).Message);
        Assert.EndsWith("has no such method.", Fails(manifest => manifest["recipe"]!["method"] = "tiess").Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "", "surprise", "1" },
        { "recipe", "surprise", "1" },
        { "recipe", "slices", "[]" },
        { "recipe", "slices", "[{\"parameters\": {}, \"sources\": []}]" },
        { "recipe", "slices", "[{\"parameters\": {}, \"sources\": [{\"parent\": \"c\", \"parameters\": {}}]}]" },
        { "recipe", "slices", "[{\"parameters\": {}, \"sources\": [{\"parent\": \"a\", \"parameters\": {}, \"layers\": [2, 1]}]}]" },
        { "recipe", "slices", "[{\"parameters\": {}, \"sources\": [{\"parent\": \"a\", \"parameters\": {}, \"layers\": [0, 9999999999]}]}]" },
        { "recipe", "modules", "[]" },
        { "recipe", "parameters", "{\"weight\": []}" },
        { "recipe", "parameters", "{\"weight\": [{\"values\": []}]}" },
        { "recipe", "parameters", "{\"weight\": [{\"values\": [1]}]}" },
        { "recipe", "parameters", "{\"weight\": [{\"values\": [\"1\"], \"filtre\": \"mlp\"}]}" },
        { "recipe", "seed", "-1" },
        { "recipe", "seed", "18446744073709551616" },
        { "recipe", "outputDType", "\"torch.float32\"" },
        { "recipe", "chatTemplate", "\"chatmll\"" },
        { "recipe", "chatTemplateText", "\"x\"" },
        { "recipe", "omissions", "[{\"parent\": \"c\"}]" },
        { "recipe", "tokenizer", "{\"source\": \"c\", \"padToMultipleOf\": 1, \"tokens\": []}" },
        { "recipe", "tokenizer", "{\"source\": \"union\", \"padToMultipleOf\": 2000000000, \"tokens\": []}" },
        { "recipe", "tokenizer", "{\"source\": \"union\", \"padToMultipleOf\": 1, \"tokens\": [{\"token\": \"x\", \"force\": true}, {\"token\": \"x\", \"force\": true}]}" },
        { "parents/0", "name", "\"b\"" },
        { "parents/0", "role", "\"bass\"" },
        { "parents/1", "role", "\"base\"" },
        { "parents/0", "files", "[]" },
        { "parents/0", "surprise", "1" },
        { "parents/0", "adapter", "{\"files\": []}" },
        { "parents/0", "source", "{\"kind\": \"web\"}" },
        { "parents/0", "source", "{\"kind\": \"hub\", \"repository\": \"../acme\", \"commit\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}" },
        { "parents/0", "source", "{\"kind\": \"hub\", \"repository\": \"acme/a\", \"commit\": \"main\"}" },
        { "parents/0/files/0", "name", "\"../config.json\"" },
        { "parents/0/files/0", "name", "\"/etc/passwd\"" },
        { "files/0", "name", "\"..\"" },
        { "tensors/0", "shape", "[9223372036854775807, 4]" },
        { "tensors/0", "file", "\"config.json\"" },
        { "", "parents", "[]" },
        { "", "approximation", "{\"readBudget\": 0}" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void That_are_no_manifests_are_refused_before_anything_is_looked_for(string owner, string member, string value)
    {
        _folder.Edit(manifest =>
        {
            JsonNode node = manifest;
            foreach (var key in owner.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                node = int.TryParse(key, out var index) ? node[index]! : node[key]!;
            }

            node[member] = JsonNode.Parse(value);
        });

        Assert.Equal("MB5041", _folder.Fails(options => options with { ParentFolders = [] }).Code);
    }

    [Fact]
    public void That_are_too_deep_are_refused()
    {
        File.WriteAllText(_folder.ManifestPath, string.Concat(Enumerable.Repeat("{\"recipe\":", 100_000)));

        Assert.Equal("MB5041", _folder.Fails().Code);
    }

    private Diagnostics.Diagnostic Fails(params Action<JsonObject>[] edits)
    {
        var before = File.ReadAllBytes(_folder.ManifestPath);
        Array.ForEach(edits, _folder.Edit);
        var problem = _folder.Fails();
        File.WriteAllBytes(_folder.ManifestPath, before);
        return problem;
    }
}
