using System.Text;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>Texts that have hurt readers before: escapes, paths, commands, numbers at the edges, nesting.</summary>
public static class HostileTexts
{
    private static readonly byte[][] Texts =
    [
        .. new[]
        {
            "../../etc/passwd", "/dev/zero", "\\\\host\\share", "C:\\x", "a/../b", ".", "..", "", "\0", "\u001b[31m", "\u202E", "::error::x", "##[command]", "##vso[x]",
            "-1", "0", "1e999", "-0", "1.0", "NaN", "Infinity", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e-400", "0x10", "٣", "1_000",
            "null", "true", "{}", "[]", "\"", "\\u0000", "\\ud800", "\uFEFF", "\uFFFE", "{{", "{%", "{% for a in range(999999999) %}", "{{ x.__class__ }}",
            "&a [*a, *a]", "*a", "<<: *a", "!!python/object:os.system", "!!binary x", "---\n", "...\n", "? ", "- - - - -", "(a+)+$", "(?<n>", "\\p{", "[^", "{,99999}", "e\u0301",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFF, 0xFE],
        Encoding.UTF8.GetBytes(new string('[', 5000)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 2000))),
        Encoding.UTF8.GetBytes(new string('(', 3000)), Encoding.UTF8.GetBytes(new string('9', 3000)), Encoding.UTF8.GetBytes(new string('a', 70_000)),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("- ", 3000))), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{% if a %}", 1000))),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("not ", 3000))),
    ];

    /// <summary>One of them.</summary>
    public static byte[] Pick(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Texts[random.Next(Texts.Length)];
    }

    /// <summary>One of them, as a text.</summary>
    public static string PickText(Random random) => Encoding.UTF8.GetString(Pick(random));
}
