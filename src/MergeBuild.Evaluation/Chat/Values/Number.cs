using System.Globalization;
using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>The filters that make numbers.</summary>
internal static class Number
{
    /// <summary>A whole number, cut off towards zero; another value where there is none.</summary>
    public static object? ToWhole(object? value, object? otherwise) => value switch
    {
        long => value,
        bool truth => truth ? 1L : 0L,
        double number when Math.Abs(number) < long.MaxValue => (long)number,
        string text when long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        string text when ToReal(text, null) is double number && Math.Abs(number) < long.MaxValue => (long)number,
        _ => otherwise,
    };

    /// <summary>A number; another value where there is none.</summary>
    public static object? ToReal(object? value, object? otherwise) => value switch
    {
        double => value,
        long number => (double)number,
        bool truth => truth ? 1.0 : 0.0,
        string text when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => otherwise,
    };

    /// <summary>A number rounded to some decimal places; halves go to the even neighbour.</summary>
    public static double Round(object? value, int places, string method)
    {
        var number = ToReal(TemplateOperators.Number(value), null) as double? ?? throw TemplateFault.Value($"{TemplateText.KindOf(value)} cannot be rounded.");
        if (places is < 0 or > 15)
        {
            throw TemplateFault.Value($"a number can be rounded to 0 to 15 places, not {places}.");
        }

        var scale = Math.Pow(10, places);
        return method switch
        {
            "common" => Math.Round(number, places, MidpointRounding.ToEven),
            "ceil" => Math.Ceiling(number * scale) / scale,
            "floor" => Math.Floor(number * scale) / scale,
            _ => throw TemplateFault.Value($"the method of round is common, ceil or floor, not '{method}'."),
        };
    }
}
