using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MergeBuild.Packaging.Provenance;

namespace MergeBuild.Packaging.Tests.Documents;

public sealed class Statements : IDisposable
{
    private readonly DocumentFixture _fixture = new();

    [Fact]
    public void List_every_file_every_parents_file_and_the_root_digest_of_the_signature()
    {
        _fixture.WriteVerdicts();
        _fixture.WriteSigned();
        var statement = _fixture.Statements[0];
        var subjects = statement["subject"]!.AsArray();
        var files = Directory.EnumerateFiles(_fixture.Output, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_fixture.Output, path).Replace('\\', '/'))
            .Where(name => name is not ("model.sig" or "provenance.intoto.jsonl"));
        var signature = JsonNode.Parse(_fixture.Text("model.sig"))!["dsseEnvelope"]!["payload"]!;
        var signed = JsonNode.Parse(Convert.FromBase64String((string)signature!))!;

        Assert.Equal("https://slsa.dev/provenance/v1", (string?)statement["predicateType"]);
        Assert.Equal(files.Append("model:assistant").Order(StringComparer.Ordinal), subjects.Select(subject => (string)subject!["name"]!).Order(StringComparer.Ordinal));
        Assert.Equal((string?)signed["subject"]![0]!["digest"]!["sha256"], (string?)subjects[^1]!["digest"]!["sha256"]);
        var dependencies = statement["predicate"]!["buildDefinition"]!["resolvedDependencies"]!.AsArray();
        foreach (var parent in new[] { "a", "b", "base" })
        {
            var weights = dependencies.Single(dependency => (string)dependency!["name"]! == $"{parent}/model.safetensors")!;
            var expected = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_fixture.Folder[parent], "model.safetensors"))));
            Assert.Equal(expected, (string?)weights["digest"]!["sha256"]);
        }

        Assert.Equal("1970-01-01T00:00:07Z", (string?)statement["predicate"]!["runDetails"]!["metadata"]!["finishedOn"]);
    }

    [Fact]
    public void Carry_the_gates_as_a_test_result()
    {
        _fixture.WriteVerdicts();
        _fixture.Write();
        var predicate = _fixture.Statements[1]["predicate"]!;

        Assert.Equal("https://in-toto.io/attestation/test-result/v0.1", (string?)_fixture.Statements[1]["predicateType"]);
        Assert.Equal("WARNED", (string?)predicate["result"]);
        Assert.Equal(["math against a"], predicate["passedTests"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("merge.verdicts.json", (string?)predicate["configuration"]![0]!["name"]);
    }

    [Fact]
    public void Name_the_commit_of_the_recipe_and_say_so_if_there_is_none()
    {
        var without = _fixture.Write();
        var repository = _fixture.Folder["."];
        if (!Git(repository, "init", "-q"))
        {
            Assert.Skip("There is no git on this machine.");
        }

        var empty = _fixture.Write();
        Git(repository, "add", "recipe.yml");
        Git(repository, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "recipe");
        Git(repository, "remote", "add", "origin", "https://user:secret@example.com/acme/models.git");
        var with = _fixture.Write();
        var recipe = _fixture.Statements[0]["predicate"]!["buildDefinition"]!["resolvedDependencies"]![0]!;

        Assert.Equal(("MB5206", "MB5206"), (without.Warnings[0].Code, empty.Warnings[0].Code));
        Assert.Contains("no git repository", without.Warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("no commit yet", empty.Warnings[0].Message, StringComparison.Ordinal);
        Assert.Empty(with.Warnings);
        Assert.Equal(40, ((string)recipe["digest"]!["gitCommit"]!).Length);
        Assert.StartsWith("git+https://example.com/acme/models.git@", (string?)recipe["uri"], StringComparison.Ordinal);
        Assert.False((bool)recipe["annotations"]!["modified"]!);
        Assert.DoesNotContain("secret", _fixture.Text("provenance.intoto.jsonl"), StringComparison.Ordinal);
        File.AppendAllText(_fixture.Folder["recipe.yml"], "\n");
        _fixture.Write();
        Assert.True((bool)_fixture.Statements[0]["predicate"]!["buildDefinition"]!["resolvedDependencies"]![0]!["annotations"]!["modified"]!);
    }

    [Fact]
    public void Hash_a_parent_once_as_long_as_it_stays_the_same()
    {
        var list = _fixture.Folder["obj/digests"];
        var first = new Sha256Cache(list, Checkpoints.Files.PhysicalFileSystem.Instance);
        foreach (var parent in new[] { "a", "b", "base" })
        {
            File.SetLastWriteTimeUtc(Path.Combine(_fixture.Folder[parent], "model.safetensors"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        // A file that was written a moment ago may be written again within the resolution of its time, and is not kept.
        Thread.Sleep(50);
        var weights = Path.Combine(_fixture.Folder["a"], "model.safetensors");
        var digest = first.Of(weights, TestContext.Current.CancellationToken);
        first.Save();
        var second = new Sha256Cache(list, Checkpoints.Files.PhysicalFileSystem.Instance);
        Assert.Equal(digest, second.Of(weights, TestContext.Current.CancellationToken));
        Assert.Equal((new FileInfo(weights).Length, 0L), (first.BytesHashed, second.BytesHashed));

        File.WriteAllText(list, "nonsense");
        Assert.Equal(digest, new Sha256Cache(list, Checkpoints.Files.PhysicalFileSystem.Instance).Of(weights, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _fixture.Dispose();

    private static bool Git(string directory, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = directory, RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
