using System.Security.Cryptography;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;
using MergeBuild.Testing.Models;

namespace MergeBuild.Fuzz;

/// <summary>A folder with everything that a build leaves, from which the fuzzer takes intact files and where it puts damaged ones.</summary>
internal sealed class FuzzFolder : IDisposable
{
    // The output stays small: a verification hashes all of it.
    private const string Recipe = "merge_method: task_arithmetic\nbase_model: base\nmodels: [{model: a, parameters: {weight: 0.5}}, {model: b}]\nparameters: {weight: 0.25}\n";

    private readonly TemporaryFolder _folder = new();

    public FuzzFolder()
    {
        foreach (var (name, seed) in new[] { ("base", 0), ("a", 1), ("b", 2) })
        {
            TinyLlama.Of(1, seed).WriteTo(_folder[name]);
        }

        TinyLlama.Of(1).WriteTo(_folder["sharded"], shards: 2);
        _folder.Write("recipe.yml", Recipe);
        ModelBuild.Run(YamlRecipe.Read(_folder["recipe.yml"], null), new ModelBuildOptions
        {
            OutputDirectory = _folder["output"], Threads = 1, LedgerFile = _folder["merge.ledger"], StoreDirectory = _folder["store"],
        });
    }

    /// <summary>The folder's path.</summary>
    public string Path => _folder.Path;

    /// <summary>The path of a file or folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>An intact file.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(_folder[name]);

    /// <summary>Puts a content where a reader looks for it.</summary>
    public string Write(string name, byte[] content) => _folder.Write(name, content);

    /// <summary>A file of the repository.</summary>
    public static byte[] Sample(string path) => File.ReadAllBytes(Repository.Path(path));

    /// <summary>Seals a content as the files of builds are: with its SHA-256 behind.</summary>
    public static byte[] Seal(byte[] content) => [.. content, .. SHA256.HashData(content)];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
