using System.Collections.Immutable;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// Digests of model directories: BLAKE3 over a line of name and digest for each configuration, tokenizer, template and
/// weight file. Other files, such as model cards and manifests, do not change what a model says.
/// </summary>
public sealed class ModelDigests(FileDigests digests) : IModelDigests
{
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(StringComparer.Ordinal,
        "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        "tokenizer.model", "vocab.json", "vocab.txt", "merges.txt", "chat_template.jinja", "chat_template.json");

    private static readonly string[] Safetensors = [".safetensors", ".safetensors.index.json"];
    private static readonly string[] PyTorch = [".bin", ".bin.index.json", ".pt", ".pth"];

    /// <inheritdoc/>
    public string DigestOf(string directory, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
        {
            throw DiagnosticTable.ModelDirectoryNotFound.Exception(directory, File.Exists(directory) ? " as a directory; it is a file" : "");
        }

        var digest = Combine(FilesIn(directory).Select(path => (Path.GetFileName(path), digests.DigestOf(path, cancellation))));
        digests.Save();
        return digest;
    }

    /// <summary>Whether a file of this name decides what a model of safetensors says.</summary>
    internal static bool Decides(string name) => Names.Contains(name) || HasEnding(name, Safetensors);

    /// <summary>The files of a directory that decide what its model says; PyTorch files only where it has no safetensors.</summary>
    internal static IEnumerable<string> FilesIn(string directory)
    {
        var files = Directory.GetFiles(directory);
        var weights = Array.Exists(files, file => HasEnding(Path.GetFileName(file), Safetensors)) ? Safetensors : PyTorch;
        return files.Where(path => Names.Contains(Path.GetFileName(path)) || HasEnding(Path.GetFileName(path), weights));
    }

    /// <summary>The digest of a model with these files.</summary>
    internal static string Combine(IEnumerable<(string Name, string Digest)> files) => Blake3.Hash(Encoding.UTF8.GetBytes(string.Concat(files
        .OrderBy(file => file.Name, StringComparer.Ordinal)
        .Select(file => $"{file.Name} {file.Digest}\n")))).ToString();

    private static bool HasEnding(string name, string[] endings) => Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.Ordinal));
}
