using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Planning;

/// <summary>Compares the parents' vocabularies: rows of embeddings are only worth averaging when they stand for one token.</summary>
internal static class TokenizerCheck
{
    private const string FileName = "tokenizer.json";

    public static void Run(ImmutableArray<ModelTensors> models, int donor, IFileSystem files, DiagnosticBag diagnostics)
    {
        if (ShardPath.Find(models[donor].Directory.Path, FileName) is not { } donorPath)
        {
            return;
        }

        var donorBytes = files.ReadAllBytes(donorPath);
        foreach (var model in models.Where(model => model.Index != donor))
        {
            if (ShardPath.Find(model.Directory.Path, FileName) is { } path && !files.ReadAllBytes(path).AsSpan().SequenceEqual(donorBytes))
            {
                Compare(model, Vocabulary(path, files), models[donor], Vocabulary(donorPath, files), diagnostics);
            }
        }
    }

    private static void Compare(
        ModelTensors model, Dictionary<string, long> vocabulary, ModelTensors donor, Dictionary<string, long> donorVocabulary, DiagnosticBag diagnostics)
    {
        var different = vocabulary
            .Where(token => donorVocabulary.TryGetValue(token.Key, out var id) && id != token.Value)
            .Select(token => token.Key)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (different.Length > 0)
        {
            diagnostics.Report(DiagnosticTable.TokenizersDiffer.At(
                model.Model.Location, model.Model.Name, different.Length, donor.Model.Name, different[0]));
        }
    }

    private static Dictionary<string, long> Vocabulary(string path, IFileSystem files)
    {
        var json = JsonFile.ReadObject(files, path, DiagnosticTable.ConfigInvalid);
        var vocabulary = new Dictionary<string, long>(StringComparer.Ordinal);
        if ((json["model"] as JsonObject)?["vocab"] is JsonObject tokens)
        {
            foreach (var (token, node) in tokens)
            {
                Add(vocabulary, token, node);
            }
        }

        foreach (var added in json["added_tokens"] as JsonArray ?? [])
        {
            if (added is JsonObject entry && entry["content"] is JsonValue content && content.TryGetValue(out string? token))
            {
                Add(vocabulary, token, entry["id"]);
            }
        }

        return vocabulary;
    }

    private static void Add(Dictionary<string, long> vocabulary, string token, JsonNode? id)
    {
        if (id is JsonValue value && value.TryGetValue(out long number))
        {
            vocabulary[token] = number;
        }
    }
}
