using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging.Hub;
using MergeBuild.Packaging.Locks;
using MergeBuild.Testing;
using MergeBuild.Testing.Hub;
using MergeBuild.Testing.Models;

namespace MergeBuild.Packaging.Tests.Hub;

/// <summary>A Hub with the model acme/math, an empty cache, and a lock file that is not there yet.</summary>
internal sealed class HubFolder : IDisposable
{
    public const string Math = "acme/math";
    private const string Token = "hf_secret";

    private readonly TemporaryFolder _folder = new();
    private readonly List<TimeSpan> _waits = [];

    public HubFolder()
    {
        Commit = Push(Math, seed: 1);
        Retry = new HubRetry(4, (wait, _) =>
        {
            lock (_waits)
            {
                _waits.Add(wait);
            }

            return Task.CompletedTask;
        });
    }

    public HubServer Server { get; } = new();

    /// <summary>The commit of acme/math.</summary>
    public string Commit { get; }

    public HubRetry Retry { get; set; }

    public IReadOnlyList<TimeSpan> Waits => _waits;

    public string this[string name] => _folder[name];

    public string Cache => _folder["hub"];

    public string LockFile => _folder[MergeLock.FileName];

    /// <summary>The model's folder in the cache.</summary>
    public string Repository => Path.Combine(Cache, "models--acme--math");

    public string Snapshot => Path.Combine(Repository, "snapshots", Commit);

    public HubOptions Options => new()
    {
        Settings = Settings(), Retry = Retry, Silence = TimeSpan.FromSeconds(5),
    };

    public HubSettings Settings(string token = Token, bool isOffline = false) => HubSettings.From(
        name => name switch
        {
            "HF_ENDPOINT" => Server.Endpoint,
            "HF_HUB_CACHE" => Cache,
            "HF_TOKEN" => token,
            "HF_HOME" => _folder["home"],
            "HF_HUB_OFFLINE" => isOffline ? "1" : null,
            _ => null,
        },
        PhysicalFileSystem.Instance);

    /// <summary>Uploads a model with a tokenizer, a card, and files that no merge needs.</summary>
    public string Push(string repository, int seed, int shards = 1, string branch = "main")
    {
        var files = Model(seed, shards);
        return Server[repository].Push(files, branch);
    }

    public Dictionary<string, byte[]> Model(int seed, int shards = 1)
    {
        var directory = TinyLlama.Of(2, seed).WriteTo(_folder[Guid.NewGuid().ToString("N")], shards);
        foreach (var (name, text) in new[]
        {
            ("README.md", "---\nlicense: mit\n---\n"), ("tokenizer.json", "{}"), ("tokenizer_config.json", "{ }"), ("LICENSE", "MIT"), ("pytorch_model.bin", "pickle"),
            ("tf_model.h5", "tf"), ("picture.png", "png"), (".gitattributes", "*.bin filter=lfs"), ("training_args.json", "{}"),
        })
        {
            File.WriteAllText(Path.Combine(directory, name), text);
        }

        return Directory.EnumerateFiles(directory).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);
    }

    public RestoredParents Restore(
        string model = Math, bool isLocked = false, bool isForced = false, Func<HubOptions, HubOptions>? change = null) =>
        RestoreAll([model], isLocked, isForced, change);

    public RestoredParents RestoreAll(
        IEnumerable<string> models, bool isLocked = false, bool isForced = false, Func<HubOptions, HubOptions>? change = null)
    {
        var bag = new DiagnosticBag();
        var references = models.Select((text, i) =>
            new Located<HubReference>(HubReference.Read(text, null, bag)!, new SourceLocation("a.mergeproj", i + 1, 3))).ToImmutableArray();
        return ParentRestore.Run(
            new RestoreRequest(references, LockFile, isLocked, isForced), change?.Invoke(Options) ?? Options, TestContext.Current.CancellationToken);
    }

    public Diagnostic Fails(string model = Math, bool isLocked = false, bool isForced = false, Func<HubOptions, HubOptions>? change = null) =>
        Assert.Single(Assert.Throws<MergeBuildException>(() => Restore(model, isLocked, isForced, change)).Diagnostics);

    /// <summary>Checks that the cache has all of a commit's wanted files, byte for byte, and nothing half-done.</summary>
    public void AssertComplete(string repository = Math, string? commit = null)
    {
        commit ??= Commit;
        var folder = Path.Combine(Cache, $"models--{repository.Replace('/', '-').Replace("-", "--", StringComparison.Ordinal)}");
        var snapshot = Path.Combine(folder, "snapshots", commit);
        foreach (var (name, content) in Server[repository].Files(commit).Where(file => Wanted(file.Key)))
        {
            Assert.Equal(content, File.ReadAllBytes(Path.Combine(snapshot, name)));
            Assert.Equal(Path.Combine("..", "..", "blobs", Server[repository].IdOf(content)), new FileInfo(Path.Combine(snapshot, name)).LinkTarget);
        }

        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), path => path.EndsWith(".incomplete", StringComparison.Ordinal) || path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    public static bool Wanted(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) ||
        name is "config.json" or "model.safetensors.index.json" or "README.md" or "tokenizer.json" or "tokenizer_config.json" or "LICENSE";

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}
