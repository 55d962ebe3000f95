using System.Security.Cryptography;
using System.Text;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Recipes;
using MergeBuild.Packaging;
using MergeBuild.Testing;
using MergeBuild.Testing.Fuzzing;
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

        _folder.Write("recipe.yml", Recipe);
        Build("output");
    }

    /// <summary>The folder's path.</summary>
    public string Path => _folder.Path;

    /// <summary>The path of a file or folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>An intact file.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(_folder[name]);

    /// <summary>Puts a content where a reader looks for it.</summary>
    public string Write(string name, byte[] content) => _folder.Write(name, content);

    /// <summary>Puts a text there.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>A folder with the model that the recipe gives, and beside it the ledger of its build and a store.</summary>
    public string Build(string name)
    {
        ModelBuild.Run(YamlRecipe.Read(_folder["recipe.yml"], null), new ModelBuildOptions
        {
            OutputDirectory = _folder[name], Threads = 1, LedgerFile = _folder[name + ".ledger"], StoreDirectory = _folder[name + ".store"],
        });
        return _folder[name];
    }

    /// <summary>The format of a file that a user names.</summary>
    /// <param name="name">What the format is called.</param>
    /// <param name="file">Where the file is, from the folder; no two formats share a file, since one would damage the other's.</param>
    /// <param name="seeds">Valid contents.</param>
    /// <param name="read">Reads the file.</param>
    public FuzzFormat Format(string name, string file, IReadOnlyList<byte[]> seeds, Action read) => new(name, seeds, content =>
    {
        Write(file, content);
        read();
    }) { File = new FuzzFile(this[file], read) };

    /// <summary>The format of a file that belongs to a model, and so must lie in its folder.</summary>
    public FuzzFormat OfModel(string name, string file, IReadOnlyList<byte[]> seeds, Action read)
    {
        var format = Format(name, file, seeds, read);
        return format with { File = format.File! with { IsOfModel = true } };
    }

    /// <summary>What a reader found that takes damaged files for absent ones, which counts as refused here.</summary>
    public static T Found<T>(T? value) => value is null ? throw DiagnosticTable.InternalError.Exception("the file counts as absent") : value;

    /// <summary>A file of the repository.</summary>
    public static byte[] Sample(string path) => File.ReadAllBytes(Testing.Repository.Path(path));

    /// <summary>The bytes of a text.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Seals a content as the files of builds are: with its SHA-256 behind.</summary>
    public static byte[] Seal(byte[] content) => [.. content, .. SHA256.HashData(content)];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
