using System.Collections.Immutable;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization.AddedTokens;
using MergeBuild.Evaluation.Tokenization.Decoding;
using MergeBuild.Evaluation.Tokenization.Normalization;
using MergeBuild.Evaluation.Tokenization.PostProcessing;
using MergeBuild.Evaluation.Tokenization.PreTokenization;
using MergeBuild.Evaluation.Tokenization.Subwords;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads a <c>tokenizer.json</c>. All that it does not know is an error that names it.</summary>
internal static class TokenizerFile
{
    /// <summary>The file's name in a model directory.</summary>
    public const string Name = "tokenizer.json";

    private static readonly string[] OlderFiles = ["tokenizer.model", "vocab.json", "vocab.txt", "spiece.model", "sentencepiece.bpe.model"];

    /// <summary>Reads the tokenizer of a model directory, or the file at a path.</summary>
    public static TokenizerParts Read(string path, IFileSystem files)
    {
        var file = Directory.Exists(path) ? InDirectory(path) : path;
        var root = new TokenizerSection(file, "", JsonFile.ReadElement(files, file, DiagnosticTable.TokenizerFileInvalid));
        var model = ModelReader.Read(root.Section("model"));
        var normalizer = root.FindSection("normalizer") is { } changes ? NormalizerReader.Read(changes) : new NormalizerSequence([]);
        var preTokenizer = root.FindSection("pre_tokenizer") is { } splits ? PreTokenizerReader.Read(splits) : new PreTokenizerSequence([]);
        var postProcessor = root.FindSection("post_processor") is { } template ? PostProcessorReader.Read(template) : new PostProcessorSequence([]);
        var decoder = root.FindSection("decoder") is { } steps ? DecoderReader.Read(steps) : TokenDecoders.Spaced;
        var addedTokens = root.Find("added_tokens") is null ? [] : AddedTokenReader.Read(root, model.Vocabulary);

        // Texts are measured whole: what cuts or fills them up for training has no place here.
        root.Ignore("version", "truncation", "padding");
        root.Complete();
        var highest = model.Vocabulary.Ids.Values.Concat(addedTokens.Select(token => token.Id)).DefaultIfEmpty(-1).Max();
        return new TokenizerParts(
            file, new AddedVocabulary(addedTokens, normalizer), normalizer, preTokenizer, model, postProcessor, decoder, highest + 1);
    }

    private static string InDirectory(string directory)
    {
        if (ShardPath.Find(directory, Name) is { } file)
        {
            return file;
        }

        var older = OlderFiles.FirstOrDefault(name => Path.Exists(Path.Combine(directory, name)));
        throw DiagnosticTable.TokenizerFileMissing.Exception(directory, older is null ? "" : $", only {older}");
    }
}
