using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Packaging;

/// <summary>
/// What a Hugging Face model directory has besides weights. The result takes it from the donor: the base model, else
/// the first expert; a rule for tokens takes those of the tokenizer from elsewhere. Only files of known names are taken,
/// and never code.
/// </summary>
internal static class CompanionFiles
{
    private static readonly string[] Names =
    [
        ModelConfig.FileName,
        "added_tokens.json",
        "chat_template.jinja",
        "chat_template.json",
        GenerationConfig.FileName,
        "merges.txt",
        "preprocessor_config.json",
        "processor_config.json",
        "sentencepiece.bpe.model",
        "special_tokens_map.json",
        "spiece.model",
        "tokenizer.json",
        "tokenizer.model",
        "tokenizer_config.json",
        "vocab.json",
        "vocab.txt",
    ];

    /// <summary>The names of those that a model directory has.</summary>
    public static IEnumerable<string> In(string directory) => Names.Where(name => DirectoryEntry.Exists(Path.Combine(directory, name)));

    /// <summary>Every name that there can be.</summary>
    public static IReadOnlyCollection<string> All => Names;

    /// <summary>The result's companion files by name.</summary>
    public static IEnumerable<(string Name, byte[] Content)> For(MergePlan plan, IFileSystem files)
    {
        var donor = plan.Parents[plan.Donor];
        if (donor.Config is not { } config)
        {
            throw DiagnosticTable.ConfigMissing.ExceptionAt(plan.Recipe.Models[plan.Donor].Location, donor.Path);
        }

        foreach (var name in In(donor.Path).Where(name => plan.TokenizerFiles is null || !TokenizerFileNames.All.Contains(name)))
        {
            var content = name switch
            {
                ModelConfig.FileName => CanonicalJson.Write(ResultConfig.Of(plan, config)),
                GenerationConfig.FileName => GenerationConfig.Of(plan, files),
                _ => files.ReadAllBytes(ShardPath.Resolve(donor.Path, name)),
            };
            yield return (name, content);
        }

        foreach (var (name, content) in plan.TokenizerFiles ?? ImmutableSortedDictionary<string, byte[]>.Empty)
        {
            yield return (name, content);
        }
    }
}
