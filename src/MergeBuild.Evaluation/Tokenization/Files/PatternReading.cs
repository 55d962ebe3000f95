using MergeBuild.Diagnostics;
using MergeBuild.Evaluation.Tokenization.Normalization;
using MergeBuild.Evaluation.Tokenization.Patterns;

namespace MergeBuild.Evaluation.Tokenization.Files;

/// <summary>Reads <c>{"String": …}</c> and <c>{"Regex": …}</c>.</summary>
internal static class PatternReading
{
    private const int MaximumLength = 20_000;

    /// <summary>A pattern of either form: a literal, or a compiled regular expression.</summary>
    public static (string? Literal, TextPattern? Pattern) Read(TokenizerSection section)
    {
        var literal = section.FindText("String");
        var expression = section.FindText("Regex");
        section.Complete();
        if (expression is null == literal is null)
        {
            throw DiagnosticTable.TokenizerValueMissing.Exception(section.File, section.Place, "String' or 'Regex");
        }

        return expression is null ? (literal, null) : ("", Compile(section, expression));
    }

    /// <summary>A <c>Replace</c>, which is a normalizer and a decoder.</summary>
    public static Replacement ReadReplacement(TokenizerSection section)
    {
        var (literal, pattern) = Read(section.Section("pattern"));
        return new Replacement(literal ?? "", pattern, section.Text("content"));
    }

    private static TextPattern Compile(TokenizerSection section, string expression)
    {
        if (expression.Length > MaximumLength)
        {
            throw Failure($"more than {MaximumLength} characters");
        }

        try
        {
            return TextPattern.Parse(expression);
        }
        catch (PatternException exception)
        {
            throw Failure(exception.Message);
        }

        MergeBuildException Failure(string reason) =>
            DiagnosticTable.TokenizerPatternNotSupported.Exception(section.File, section.PlaceOf("Regex"), reason);
    }
}
