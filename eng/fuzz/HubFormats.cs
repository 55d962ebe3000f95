using MergeBuild.Checkpoints.Files;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;
using MergeBuild.Testing.Fuzzing;
using MergeBuild.Testing.Hub;

namespace MergeBuild.Fuzz;

/// <summary>What the Hub answers, and the small files of its cache.</summary>
internal static class HubFormats
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private const string List = """
        [{"type":"file","oid":"0123456789abcdef0123456789abcdef01234567","size":2,"path":"config.json"},
        {"type":"file","oid":"0123456789abcdef0123456789abcdef01234567","size":135,"path":"model.safetensors",
        "lfs":{"oid":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","size":1000,"pointerSize":135}},{"type":"directory","oid":"0","size":0,"path":"onnx"}]
        """;

    public static IEnumerable<FuzzFormat> Of(FuzzFolder folder)
    {
        var reference = HubReference.Find("hf:acme/model@main")!;
        yield return Answer(folder, "hub-revision", $$"""{"id":"acme/model","sha":"{{Commit}}","private":false}""", api => api.ResolveAsync(reference, CancellationToken.None));
        yield return Answer(folder, "hub-list", List, api => api.ListAsync(reference, Commit, CancellationToken.None));
        yield return folder.Format("hub-token", "hub/token", [FuzzFolder.Bytes("hf_0123456789\n")], () => Settings(folder["hub"], "https://example.org"));
        yield return folder.Format("hub-ref", "hub/models--acme--model/refs/main", [FuzzFolder.Bytes(Commit)], () =>
            FuzzFolder.Found(new HubCache(folder["hub"], "acme/model", PhysicalFileSystem.Instance).CommitOf(reference)));
    }

    private static HubSettings Settings(string home, string endpoint) => HubSettings.From(
        name => name switch { "HF_ENDPOINT" => endpoint, "HF_HOME" => home, _ => null }, PhysicalFileSystem.Instance);

    // A connection an answer: slower than all other formats.
    private static FuzzFormat Answer(FuzzFolder folder, string name, string seed, Func<HubApi, Task> ask) => new(name, [FuzzFolder.Bytes(seed)], content =>
    {
        using var server = new HubServer { Change = (_, answer) => answer with { Status = 200, Body = content } };
        server["acme/model"].Push(new Dictionary<string, byte[]> { ["config.json"] = "{}"u8.ToArray() });
        using var client = new HubClient(Settings(folder["empty-hub"], server.Endpoint));
        ask(new HubApi(client, new HubRetry(1, (_, _) => Task.CompletedTask))).GetAwaiter().GetResult();
    });
}
