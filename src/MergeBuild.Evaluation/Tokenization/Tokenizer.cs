using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization.AddedTokens;
using MergeBuild.Evaluation.Tokenization.Decoding;
using MergeBuild.Evaluation.Tokenization.Files;
using MergeBuild.Evaluation.Tokenization.Patterns;
using MergeBuild.Evaluation.Tokenization.PreTokenization;
using MergeBuild.Evaluation.Tokenization.Subwords;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization;

/// <summary>
/// A tokenizer as a <c>tokenizer.json</c> describes it: the format of https://github.com/huggingface/tokenizers. Texts are
/// never cut or filled up, whatever the file's truncation and padding say. <c>docs/tokenization.md</c> has the details.
/// </summary>
public sealed class Tokenizer : ITokenizer
{
    private readonly TokenizerParts _parts;

    internal Tokenizer(TokenizerParts parts) => _parts = parts;

    /// <summary>How many ids there can be: one more than the highest.</summary>
    public int VocabularySize => _parts.VocabularySize;

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">A model directory that has a <c>tokenizer.json</c>, or the path of one.</param>
    /// <param name="files">Where to read from; null for the disk.</param>
    /// <exception cref="MergeBuildException">The file is missing, malformed, or uses what is not supported (MB40xx).</exception>
    public static Tokenizer Load(string path, IFileSystem? files = null) =>
        new(TokenizerFile.Read(path, files ?? PhysicalFileSystem.Instance));

    /// <inheritdoc/>
    /// <exception cref="MergeBuildException">
    /// MB4011: the text needs a token for unknown text, and there is none. MB4012: a pattern takes too long on the text.
    /// </exception>
    public int[] Encode(string text, bool addSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return [.. _parts.PostProcessor.Process(EncodeText(CodePoints.WellFormed(text)), addSpecialTokens)];
        }
        catch (UnknownPieceException exception)
        {
            throw DiagnosticTable.TextNotEncodable.Exception(_parts.Path, exception.Message);
        }
        catch (PatternEffortException exception)
        {
            throw DiagnosticTable.TokenizerPatternTooSlow.Exception(_parts.Path, exception.Message);
        }
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens)
    {
        var text = new TextStage();
        var first = _parts.Decoder.Start(isJoined: false, text);
        foreach (var id in ids)
        {
            if (ShownTokenOf(id, skipSpecialTokens) is { } token)
            {
                first.Add(token);
            }
        }

        first.Complete();
        return text.Take();
    }

    /// <inheritdoc/>
    public int? IdOf(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _parts.AddedTokens.IdOf(token) ?? _parts.Model.Vocabulary.IdOf(token);
    }

    /// <summary>The token of an id as the vocabulary spells it, or null where no token has that id.</summary>
    public string? TokenOf(int id) => _parts.AddedTokens.ContentOf(id) ?? _parts.Model.Vocabulary.TokenOf(id);

    /// <inheritdoc/>
    public IStreamingDecoder CreateStreamingDecoder(bool skipSpecialTokens) =>
        new StreamingDecoder(_parts.Decoder, id => ShownTokenOf(id, skipSpecialTokens));

    private string? ShownTokenOf(int id, bool skipSpecialTokens) =>
        TokenOf(id) is { } token && !(skipSpecialTokens && _parts.AddedTokens.IsSpecial(token)) ? token : null;

    // Added tokens are taken out of the text as written; what is left is normalised part by part, and the other added
    // tokens are taken out of that.
    private List<int> EncodeText(string text)
    {
        var ids = new List<int>(text.Length / 4 + 8);
        foreach (var (start, end, token) in _parts.AddedTokens.Verbatim.Find(text))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            EncodeNormalized(_parts.Normalizer.Normalize(text[start..end]), start == 0, ids);
        }

        return ids;
    }

    private void EncodeNormalized(string text, bool isFirst, List<int> ids)
    {
        var pieces = new List<TextPiece>(1);
        var words = new List<TextPiece>();
        foreach (var (start, end, token) in _parts.AddedTokens.Normalized.Find(text))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            pieces.Clear();
            words.Clear();
            pieces.Add(new TextPiece(text, start, end - start, isFirst && start == 0));
            _parts.PreTokenizer.Split(pieces, words);
            foreach (var word in words)
            {
                _parts.Model.Encode(word.Span, ids);
            }
        }
    }
}
