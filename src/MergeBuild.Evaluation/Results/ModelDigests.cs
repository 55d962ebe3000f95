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

    /// <inheritdoc/>
    public string DigestOf(string directory, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
        {
            throw DiagnosticTable.ModelDirectoryNotFound.Exception(directory, File.Exists(directory) ? " as a directory; it is a file" : "");
        }

        var lines = Directory.EnumerateFiles(directory)
            .Select(path => (Name: Path.GetFileName(path), Path: path))
            .Where(file => Names.Contains(file.Name) || file.Name.EndsWith(".safetensors", StringComparison.Ordinal) ||
                file.Name.EndsWith(".safetensors.index.json", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {digests.DigestOf(file.Path, cancellation)}\n");
        var digest = Blake3.Hash(Encoding.UTF8.GetBytes(string.Concat(lines))).ToString();
        digests.Save();
        return digest;
    }
}
