using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Evaluation.Results;
using MergeBuild.Packaging.Provenance;
using MergeBuild.Testing.Fuzzing;

namespace MergeBuild.Fuzz;

/// <summary>What builds keep to save work. A reader takes what is damaged for absent, and must not be misled by it.</summary>
internal static class CacheFormats
{
    private static readonly ResultKey Key = new("m", "s", "t");

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var files = PhysicalFileSystem.Instance;
        var results = new ResultCache(folder["results"], files);
        results.Store(Key, ResultFormats.Result);
        var result = folder.Read($"results/{Key.Digest}.json");
        var head = Array.IndexOf(result, (byte)'\n') + 1;
        yield return folder.Format("cached-result", $"results/{Key.Digest}.json", [result], () => FuzzFolder.Found(results.Find(Key))) with
        {
            Inner = [result[head..]], Frame = inner => [.. FuzzFolder.Bytes($"mergebuild-evaluation {Key.Digest} {Blake3.Hash(inner)}\n"), .. inner],
        };

        var journaled = new ResultCache(folder["journals"], files);
        using (var journal = ExampleJournal.Open(journaled, Key))
        {
            journal.Add(ResultFormats.Result.Examples[0]);
        }

        var path = Directory.GetFiles(folder["journals"], "*.journal").Single();
        var line = File.ReadAllBytes(path);
        yield return folder.Format("journal", path, [line], () => FuzzFolder.Found(ExampleJournal.Read(journaled, Key) is { Count: > 0 } read ? read : null)) with
        {
            Inner = [line[(line.AsSpan().IndexOf((byte)' ') + 1)..^1]],
            Frame = inner => [.. Encoding.ASCII.GetBytes(Blake3.Hash(inner).ToString()), (byte)' ', .. inner, (byte)'\n'],
        };

        // Digests of files are kept that have not changed for a moment.
        folder.Write("old", "content");
        Thread.Sleep(100);
        var known = new FileDigests(folder["digests"], files);
        known.DigestOf(folder["old"]);
        known.Save();
        var digests = folder.Read("digests/file-digests.json");
        var listed = (JsonObject)JsonNode.Parse(digests)!["files"]!;
        yield return folder.Format("file-digests", "digests/file-digests.json", [digests], () => FuzzFolder.Found(new FileDigests(folder["digests"], files).Knows(folder["old"]) ? "it" : null)) with
        {
            Inner = [FuzzFolder.Bytes(listed.ToJsonString())], Frame = Resealed,
        };
        var list = new Sha256Cache(folder["sha256-list"], files);
        list.Of(folder["old"]);
        list.Save();
        yield return folder.Format("sha256-list", "sha256-list", [folder.Read("sha256-list")], () =>
        {
            var read = new Sha256Cache(folder["sha256-list"], files);
            read.Of(folder["old"]);
            FuzzFolder.Found(read.BytesHashed == 0 ? "it" : null);
        });
    }

    private static byte[] Resealed(byte[] listed)
    {
        try
        {
            var files = JsonNode.Parse(listed) as JsonObject ?? [];
            return FuzzFolder.Bytes(new JsonObject { ["seal"] = FileDigests.Seal(files), ["files"] = files }.ToJsonString());
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return listed;
        }
    }
}
