using System.Text.Json.Nodes;
using MergeBuild.Diagnostics;
using MergeBuild.Packaging.Licences;

namespace MergeBuild.Packaging.Tests.Documents;

public sealed class WrittenDocuments : IDisposable
{
    private static readonly string[] Deterministic = ["README.md", "NOTICE", "merge.licenses.json", "merge.cdx.json", "LICENSES/a.LICENSE", "LICENSES/b.NOTICE"];
    private readonly DocumentFixture _fixture = new();

    [Fact]
    public void Are_the_same_bytes_every_time_and_in_every_folder_but_for_the_provenance()
    {
        _fixture.WriteVerdicts();
        var result = _fixture.Write();
        using var other = new DocumentFixture();
        other.WriteVerdicts();
        other.Write();

        Assert.Equal([.. Deterministic, "provenance.intoto.jsonl"], result.Names.OrderBy(name => Array.IndexOf(Deterministic, name) is var at && at < 0 ? 99 : at));
        Assert.All(Deterministic, name => Assert.Equal(_fixture.Text(name), other.Text(name)));
        Assert.DoesNotContain(_fixture.Folder["x"][..^1], string.Concat(Deterministic.Append("provenance.intoto.jsonl").Select(_fixture.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Have_a_card_that_says_what_the_model_is_and_how_it_was_made()
    {
        _fixture.WriteVerdicts();
        _fixture.Write();
        var card = _fixture.Text("README.md");

        Assert.StartsWith("""
            ---
            # Written by MergeBuild.
            base_model_relation: merge
            license: apache-2.0
            library_name: transformers
            """.ReplaceLineEndings("\n"), card, StringComparison.Ordinal);
        Assert.Contains("3 models merged into one with [ties](https://github.com/mergebuild/mergebuild/blob/main/docs/methods/ties.md): ", card, StringComparison.Ordinal);
        Assert.Contains("| math | a | exact\\_match | 0.95 | 0.9 | 94.7 % (90.0 % to 99.0 %) | pass |", card, StringComparison.Ordinal);
        Assert.Contains("| prose \\| (x\\](http://evil) | base |  |  |  |  | inconclusive |", card, StringComparison.Ordinal);
        Assert.Contains("| base | base | apache-2.0 | BLAKE3 `", card, StringComparison.Ordinal);
        Assert.Contains("\"method\": \"ties\"", card, StringComparison.Ordinal);
        Assert.Contains("  - task:\n", card, StringComparison.Ordinal);
        Assert.Contains("      value: 0.9\n", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_the_users_own_card_and_complete_its_front_matter()
    {
        var own = _fixture.Folder.Write("card.md", "---\nlibrary_name: mlx\nlanguage: [en, de] # mine\n---\n# My model\n\nMy words.\n");
        _fixture.Write(request => request with { CardFile = own });
        var card = _fixture.Text("README.md");

        Assert.StartsWith("---\n# Written by MergeBuild.\nlibrary_name: mlx\nlanguage: [en, de] # mine\nbase_model_relation: merge\nlicense: apache-2.0\n", card, StringComparison.Ordinal);
        Assert.DoesNotContain("transformers", card, StringComparison.Ordinal);
        Assert.EndsWith("---\n# My model\n\nMy words.\n", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_the_licence_of_the_users_own_card_for_the_declared_one()
    {
        _fixture.Folder.Write("a/README.md", "---\nlicense: cc-by-nc-4.0\n---\n");
        var own = _fixture.Folder.Write("card.md", "---\nlicense: mit\n---\n");
        var refused = Assert.Throws<MergeBuildException>(() => _fixture.Write(request => request with { CardFile = own }));

        Assert.Equal("MB5254", Assert.Single(refused.Diagnostics).Code);
        Assert.False(File.Exists(Path.Combine(_fixture.Output, "README.md")));
    }

    [Fact]
    public void Leave_a_readme_of_the_users_alone()
    {
        File.WriteAllText(Path.Combine(_fixture.Output, "README.md"), "mine");
        var result = _fixture.Write();

        Assert.Equal("MB5280", result.Warnings[0].Code);
        Assert.Equal("mine", _fixture.Text("README.md"));
        Assert.DoesNotContain("README.md", result.Names);
    }

    [Fact]
    public void Name_a_model_of_the_hub_by_its_id_and_revision()
    {
        var snapshot = _fixture.Folder["hub/models--acme--math/snapshots/0123456789abcdef0123456789abcdef01234567"];
        Directory.CreateDirectory(Path.GetDirectoryName(snapshot)!);
        Directory.Move(_fixture.Folder["a"], snapshot);
        _fixture.Write(request => request with { Parents = request.Parents.SetItem(0, new ParentModel("a", "expert", snapshot, null)) });

        Assert.Contains("base_model:\n- acme/math\n", _fixture.Text("README.md"), StringComparison.Ordinal);
        Assert.Contains("| [acme/math](https://huggingface.co/acme/math) | expert | mit | `0123456789ab` |", _fixture.Text("README.md"), StringComparison.Ordinal);
        Assert.Contains("\"purl\": \"pkg:huggingface/acme/math@0123456789abcdef0123456789abcdef01234567\"", _fixture.Text("merge.cdx.json"), StringComparison.Ordinal);
        Assert.Contains("pkg:huggingface/acme/math@0123456789abcdef0123456789abcdef01234567#model.safetensors", _fixture.Statements[0].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Name_several_licences_in_card_notice_and_bill()
    {
        _fixture.Folder.Write("a/README.md", "---\nlicense: llama3.1\n---\n");
        _fixture.Folder.Write("b/README.md", "---\nlicense: gemma\n---\n");
        _fixture.Write(request => request with { Licenses = request.Licenses with { ModelName = "Llama-assistant" } });

        Assert.Contains("license: other\nlicense_name: gemma-and-llama3.1\nlicense_link: NOTICE\n", _fixture.Text("README.md"), StringComparison.Ordinal);
        Assert.Contains("**Built with Llama**", _fixture.Text("README.md"), StringComparison.Ordinal);
        Assert.Contains("Llama 3.1 is licensed under the Llama 3.1 Community License", _fixture.Text("NOTICE"), StringComparison.Ordinal);
        Assert.Contains("Gemma is provided under and subject to", _fixture.Text("NOTICE"), StringComparison.Ordinal);
        Assert.Contains("---- NOTICE of b ----\n\nb is made of things.\n", _fixture.Text("NOTICE"), StringComparison.Ordinal);
        Assert.Equal("Llama", (string?)JsonNode.Parse(_fixture.Text("merge.licenses.json"))!["output"]!["namePrefix"]);
    }

    [Fact]
    public void Are_fewer_if_the_project_wants_fewer()
    {
        var result = _fixture.Write(request => request with
        {
            WriteCard = false, WriteBillOfMaterials = false, Build = null, Licenses = request.Licenses with { Policy = LicensePolicy.Off },
        });

        Assert.Empty(result.Names);
        Assert.False(File.Exists(Path.Combine(_fixture.Output, "NOTICE")));
    }

    [Fact]
    public void Are_refused_with_a_report_of_gates_that_is_none()
    {
        foreach (var text in new[] { "{}", """{"gates": {"verdicts": [{"suite": 1}]}}""", """{"gates": []}""" })
        {
            File.WriteAllText(Path.Combine(_fixture.Output, GateResults.FileName), text);
            Assert.Equal("MB5207", Assert.Throws<MergeBuildException>(() => _fixture.Write()).Diagnostics[0].Code);
        }
    }

    public void Dispose() => _fixture.Dispose();
}
