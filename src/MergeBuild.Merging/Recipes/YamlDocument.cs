using MergeBuild.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MergeBuild.Merging.Recipes;

/// <summary>
/// Reads the YAML documents of a file into values with places. Works from the parser's events, not from YamlDotNet's
/// representation model, because that recurses as deep as the file is nested, stops at the first duplicate key, and
/// lets aliases form circles.
/// </summary>
internal static class YamlDocument
{
    /// <summary>Returns the value of each document; those that are empty have none.</summary>
    /// <exception cref="MergeBuildException">The text is not YAML that can be trusted.</exception>
    public static IReadOnlyList<YamlValue> Read(string text, string path, DiagnosticBag bag)
    {
        try
        {
            return Read(new Parser(new StringReader(text)), path, bag);
        }
        catch (YamlException exception)
        {
            throw DiagnosticTable.RecipeNotYaml.ExceptionAt(Place(path, exception.Start), exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw DiagnosticTable.RecipeNotYaml.ExceptionAt(new SourceLocation(path), exception.Message);
        }
    }

    /// <summary>A parser's mark as a place in the file.</summary>
    public static SourceLocation Place(string path, Mark mark) => new(
        path, int.CreateSaturating(mark.Line), int.CreateSaturating(mark.Column));

    private static List<YamlValue> Read(Parser parser, string path, DiagnosticBag bag)
    {
        parser.Consume<StreamStart>();
        var values = new List<YamlValue>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            var value = new YamlValueReader(parser, path, bag).Read();
            parser.Consume<DocumentEnd>();
            if (value is not YamlScalar { IsNull: true })
            {
                values.Add(value);
            }
        }

        return values;
    }
}
