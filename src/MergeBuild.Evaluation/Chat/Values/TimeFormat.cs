using System.Globalization;
using System.Text;
using MergeBuild.Evaluation.Chat.Language;

namespace MergeBuild.Evaluation.Chat.Values;

/// <summary>Times as C's <c>strftime</c> writes them in the C locale.</summary>
internal static class TimeFormat
{
    public static string Write(DateTime time, string format)
    {
        var text = new StringBuilder();
        for (var index = 0; index < format.Length; index++)
        {
            if (format[index] != '%' || index + 1 == format.Length)
            {
                text.Append(format[index]);
                continue;
            }

            // "%-d": without a leading zero.
            var isShort = format[++index] == '-' && index + 1 < format.Length;
            index += isShort ? 1 : 0;
            var part = Part(time, format[index]);
            text.Append(isShort && part.Length > 1 ? part.TrimStart('0') is { Length: > 0 } rest ? rest : "0" : part);
        }

        return text.ToString();
    }

    private static string Part(DateTime time, char letter) => letter switch
    {
        'Y' => Of(time, "yyyy"),
        'y' => Of(time, "yy"),
        'm' => Of(time, "MM"),
        'd' => Of(time, "dd"),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'H' => Of(time, "HH"),
        'I' => Of(time, "hh"),
        'M' => Of(time, "mm"),
        'S' => Of(time, "ss"),
        'p' => Of(time, "tt"),
        'B' => Of(time, "MMMM"),
        'b' or 'h' => Of(time, "MMM"),
        'A' => Of(time, "dddd"),
        'a' => Of(time, "ddd"),
        'j' => time.DayOfYear.ToString("D3", CultureInfo.InvariantCulture),
        'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'u' => (time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'f' => Of(time, "ffffff"),
        'F' => Of(time, "yyyy-MM-dd"),
        'T' => Of(time, "HH:mm:ss"),
        'R' => Of(time, "HH:mm"),
        'D' or 'x' => Of(time, "MM/dd/yy"),
        'X' => Of(time, "HH:mm:ss"),
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        _ => throw TemplateFault.NotSupported($"%{letter} in strftime_now", ""),
    };

    private static string Of(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
