using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization.PreTokenization;
using MergeBuild.Evaluation.Tokenization.Unicode;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads <c>Metaspace</c>, which is a pre-tokenizer and a decoder, in its newer and its older form.</summary>
internal static class MetaspaceReader
{
    /// <summary>The replacement, where it is put in front, and whether pieces begin at it.</summary>
    public static (string Replacement, MetaspacePrefix Prefix, bool Splits) Read(TokenizerSection section)
    {
        section.Ignore("str_rep");
        var replacement = Character(section, "replacement");
        var prefix = section.FindText("prepend_scheme") switch
        {
            null => (MetaspacePrefix?)null,
            "always" => MetaspacePrefix.Always,
            "first" => MetaspacePrefix.First,
            "never" => MetaspacePrefix.Never,
            _ => throw section.Invalid("prepend_scheme", "always, first or never"),
        };
        if (section.FindFlag("add_prefix_space") == false)
        {
            prefix = prefix is null or MetaspacePrefix.Never
                ? MetaspacePrefix.Never
                : throw DiagnosticTable.TokenizerSettingNotSupported.Exception(
                    section.File, section.PlaceOf("add_prefix_space"), "false", "prepend_scheme contradicts it; remove one of them");
        }

        return (replacement, prefix ?? MetaspacePrefix.Always, section.FindFlag("split") ?? true);
    }

    /// <summary>A text of one code point.</summary>
    public static string Character(TokenizerSection section, string name)
    {
        var text = section.Text(name);
        return text.Length > 0 && CodePoints.Length(CodePoints.At(text, 0)) == text.Length ? text : throw section.Invalid(name, "one character");
    }
}
