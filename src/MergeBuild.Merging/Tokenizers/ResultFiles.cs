using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>The result's tokenizer files, where a recipe has a rule for tokens or a chat template.</summary>
internal sealed class ResultFiles(string directory, IFileSystem files)
{
    /// <summary>The files by name.</summary>
    /// <param name="extended">The vocabulary that they must have; null when it is that of the directory.</param>
    /// <param name="template">The chat template that they must have; null when it is that of the directory.</param>
    public ImmutableSortedDictionary<string, byte[]> Make(ResultVocabulary? extended, string? template)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in TokenizerFileNames.All.Where(name => DirectoryEntry.Exists(Path.Combine(directory, name))))
        {
            if (extended is null || !TokenizerFileNames.OtherVocabularies.Contains(name, StringComparer.Ordinal))
            {
                result.Add(name, Content(name, extended, template));
            }
        }

        if (template is not null && !result.ContainsKey(TokenizerFileNames.Configuration))
        {
            result[TokenizerFileNames.TemplateText] = Encoding.UTF8.GetBytes(template);
        }

        return result.ToImmutable();
    }

    private byte[] Content(string name, ResultVocabulary? extended, string? template)
    {
        var path = ShardPath.Resolve(directory, name);
        switch (name)
        {
            case TokenizerFileNames.Tokenizer when extended is not null:
                return CanonicalJson.Write(ExtendedTokenizer.Tokenizer(extended));
            case TokenizerFileNames.TemplateText when template is not null:
                return Encoding.UTF8.GetBytes(template);
            case TokenizerFileNames.TemplateJson when template is not null:
                return CanonicalJson.Write(WithTemplate(Read(path), template));
            case TokenizerFileNames.Configuration when extended is not null || template is not null:
                var json = Read(path);
                if (extended is not null)
                {
                    ExtendedTokenizer.Declare(json, extended);
                }

                return CanonicalJson.Write(WithTemplate(json, template));
            default:
                return files.ReadAllBytes(path);
        }
    }

    private JsonObject Read(string path) => JsonFile.ReadObject(files, path, DiagnosticTable.TokenizerInvalid);

    private static JsonObject WithTemplate(JsonObject json, string? template)
    {
        if (template is not null)
        {
            ChatTemplates.Set(json, template);
        }

        return json;
    }
}
