using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Planning;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Packaging;

/// <summary>The donor's generation_config.json; its special tokens are renumbered where the tokenizer is another model's.</summary>
internal static class GenerationConfig
{
    public const string FileName = "generation_config.json";

    public static byte[] Of(MergePlan plan, IFileSystem files)
    {
        var donor = plan.Parents[plan.Donor].Path;
        if (plan.Tokenizer is not { } tokenizer || tokenizer.Model == plan.Donor)
        {
            return files.ReadAllBytes(ShardPath.Resolve(donor, FileName));
        }

        var json = Read(donor, files)!;
        SpecialTokens.Translate(json, tokenizer, plan.Donor, Read(plan.Parents[tokenizer.Model].Path, files));
        return CanonicalJson.Write(json);
    }

    private static JsonObject? Read(string directory, IFileSystem files) => ShardPath.Find(directory, FileName) is { } path
        ? JsonFile.ReadObject(files, path, DiagnosticTable.ConfigInvalid)
        : null;
}
