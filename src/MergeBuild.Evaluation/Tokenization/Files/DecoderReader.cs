using MergeBuild.Evaluation.Tokenization.Decoding;
using MergeBuild.Evaluation.Tokenization.PreTokenization;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads decoders.</summary>
internal static class DecoderReader
{
    private static readonly string[] Types = ["BPEDecoder", "ByteFallback", "ByteLevel", "Fuse", "Metaspace", "Replace", "Sequence", "Strip", "WordPiece"];

    /// <summary>The decoder that a section describes.</summary>
    public static IDecoder Read(TokenizerSection section)
    {
        var type = section.Text("type");
        IDecoder decoder = type switch
        {
            "BPEDecoder" => new SuffixDecoder(section.Text("suffix")),
            "ByteFallback" => new ByteFallbackDecoder(),
            "ByteLevel" => ReadByteLevel(section),
            "Fuse" => new FuseDecoder(),
            "Metaspace" => ReadMetaspace(section),
            "Replace" => ReadReplace(section),
            "Sequence" => new DecoderSequence([.. section.Sections("decoders").Select(Read)]),
            "Strip" => new StripDecoder(MetaspaceReader.Character(section, "content"), section.Count("start"), section.Count("stop")),
            "WordPiece" => TokenDecoders.WordPiece(section.Text("prefix"), section.Flag("cleanup")),
            _ => throw section.NotSupported(type, Types),
        };
        section.Complete();
        return decoder;
    }

    private static ByteLevelDecoder ReadByteLevel(TokenizerSection section)
    {
        section.Ignore("add_prefix_space", "trim_offsets", "use_regex");
        return new ByteLevelDecoder();
    }

    private static MetaspaceDecoder ReadMetaspace(TokenizerSection section)
    {
        var (replacement, prefix, _) = MetaspaceReader.Read(section);
        return new MetaspaceDecoder(replacement, prefix != MetaspacePrefix.Never);
    }

    private static IDecoder ReadReplace(TokenizerSection section)
    {
        var replacement = PatternReading.ReadReplacement(section);
        return replacement.Literal is { Length: > 0 } literal ? new ReplaceDecoder(literal, replacement.Content) : TokenDecoders.Replace(replacement);
    }
}
