using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Tokenizers;

/// <summary>
/// Reads the vocabulary of a model directory: from tokenizer.json, else from the files that came before it. Parents
/// that have the same files share one vocabulary.
/// </summary>
internal sealed class VocabularyReader(IFileSystem files)
{
    private readonly Dictionary<string, Vocabulary> _known = new(StringComparer.Ordinal);

    /// <summary>Reads a vocabulary.</summary>
    /// <exception cref="MergeBuildException">There is none (MB2100), or it is damaged (MB2101).</exception>
    public Vocabulary Read(string directory, string modelName)
    {
        var identity = string.Join(' ', TokenizerFileNames.Deciding.Select(name =>
            ShardPath.Find(directory, name) is { } path ? ContentDigest.Sha256(files.ReadAllBytes(path)) : "-"));
        if (!_known.TryGetValue(identity, out var vocabulary))
        {
            _known.Add(identity, vocabulary = ReadNew(directory, modelName));
        }

        return vocabulary;
    }

    private Vocabulary ReadNew(string directory, string modelName)
    {
        var vocabulary = Has(directory, TokenizerFileNames.Tokenizer) ? ReadTokenizer(PathOf(directory, TokenizerFileNames.Tokenizer))
            : Has(directory, TokenizerFileNames.VocabularyJson) ? ReadPairs(directory)
            : Has(directory, TokenizerFileNames.VocabularyText) ? ReadLines(PathOf(directory, TokenizerFileNames.VocabularyText))
            : throw DiagnosticTable.TokenizerMissing.Exception(modelName, WhatIsMissing(directory));
        if (vocabulary.Json is null && Has(directory, TokenizerFileNames.AddedTokens))
        {
            var path = PathOf(directory, TokenizerFileNames.AddedTokens);
            foreach (var (token, id) in JsonFile.ReadObject(files, path, DiagnosticTable.TokenizerInvalid))
            {
                vocabulary.AddBeside(token, new TokenizerElement(path).Id(token, id), null);
            }
        }

        if (Has(directory, TokenizerFileNames.Configuration))
        {
            AddDeclared(vocabulary, PathOf(directory, TokenizerFileNames.Configuration));
        }

        return vocabulary;
    }

    private static string WhatIsMissing(string directory)
    {
        var other = TokenizerFileNames.SentencePiece.FirstOrDefault(name => Has(directory, name));
        return "neither tokenizer.json, nor vocab.json, nor vocab.txt" + (other is null ? "" : $"; '{other}' alone does not say how loaders number its tokens");
    }

    private Vocabulary ReadTokenizer(string path) => TokenizerJsonReader.Read(JsonFile.ReadObject(files, path, DiagnosticTable.TokenizerInvalid), path);

    private Vocabulary ReadPairs(string directory)
    {
        var path = PathOf(directory, TokenizerFileNames.VocabularyJson);
        var hasMerges = Has(directory, TokenizerFileNames.Merges);
        var vocabulary = new Vocabulary(hasMerges ? TokenizerKind.BPE : TokenizerKind.WordLevel);
        foreach (var (token, id) in JsonFile.ReadObject(files, path, DiagnosticTable.TokenizerInvalid))
        {
            vocabulary.AddNormal(token, new TokenizerElement(path).Id(token, id));
        }

        if (hasMerges)
        {
            vocabulary.Merges.AddRange(Lines(PathOf(directory, TokenizerFileNames.Merges))
                .Where(line => !line.StartsWith("#version", StringComparison.Ordinal))
                .Select(line => line.Split(' '))
                .Where(parts => parts.Length == 2)
                .Select(parts => (parts[0], parts[1])));
        }

        return vocabulary;
    }

    private Vocabulary ReadLines(string path)
    {
        var vocabulary = new Vocabulary(TokenizerKind.WordPiece);
        foreach (var (id, token) in Lines(path).Index())
        {
            vocabulary.AddNormal(token, id);
        }

        return vocabulary;
    }

    // Newer tokenizer_config.json files list the added tokens under their numbers.
    private void AddDeclared(Vocabulary vocabulary, string path)
    {
        if (JsonFile.ReadObject(files, path, DiagnosticTable.TokenizerInvalid)[TokenizerFileNames.DeclaredTokens] is not JsonObject declared)
        {
            return;
        }

        foreach (var (number, node) in declared)
        {
            var element = new TokenizerElement(path);
            vocabulary.AddBeside(element.Text((node as JsonObject)?["content"], "content"), element.Id(number), node as JsonObject);
        }
    }

    private string[] Lines(string path)
    {
        var lines = System.Text.Encoding.UTF8.GetString(files.ReadAllBytes(path)).Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static bool Has(string directory, string name) => DirectoryEntry.Exists(Path.Combine(directory, name));

    private static string PathOf(string directory, string name) => ShardPath.Resolve(directory, name);
}
