using System.Text;
using System.Text.RegularExpressions;

namespace MergeBuild.Testing.Fuzzing;

/// <summary>Damage to YAML along its structure: keys and values missing, twice, of other kinds, nested, aliased, tagged; blocks moved or repeated.</summary>
public static partial class YamlMutation
{
    private static readonly string[] Values =
    [
        "", "~", "null", "true", "no", "0", "-1", "0.5", "1e999", "-.inf", ".nan", "0x7fffffffffffffff", "9223372036854775808", "1_000", "2001-01-01", "[]", "{}", "[[[]]]", "{a: {b: c}}",
        "*nowhere", "&a x", "&a [*a]", "!!binary aGk=", "!!python/object:os.system x", "!<tag:x> y", "|\n  block\n", ">-\n  folded\n", "'single'", "\"\\x00\\e[31m\"", "\"\\u202e\"", "\"unclosed",
        "? x", "- - - x", "{<<: *base}", "@", "`", "%TAG ! x", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", "{filter: \"\", value: [1, [2]]}", "../../etc/passwd", "/dev/zero", "hf:a/b@c", "::error::x",
        new string('[', 200), new string('{', 100) + new string('}', 100), new string('[', 40) + new string(']', 40), new string('x', 50_000), "[" + string.Join(',', Enumerable.Repeat("0", 20_000)) + "]",
    ];

    /// <summary>The damaged text.</summary>
    public static byte[] Change(byte[] bytes, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var text = Encoding.UTF8.GetString(bytes);
        return Encoding.UTF8.GetBytes(random.Next(3) switch
        {
            0 => ChangeScalar(text, random),
            _ => ChangeBlock([.. text.Split('\n')], random),
        });
    }

    private static string ChangeScalar(string text, Random random)
    {
        var scalars = Scalar().Matches(text);
        if (scalars.Count == 0)
        {
            return text;
        }

        var scalar = scalars[random.Next(scalars.Count)];
        var value = random.Next(3) == 0 ? scalars[random.Next(scalars.Count)].Value : Values[random.Next(Values.Length)];
        return text[..scalar.Index] + value + text[(scalar.Index + scalar.Length)..];
    }

    // A block is a line with the lines below it that are further in.
    private static string ChangeBlock(List<string> lines, Random random)
    {
        var at = random.Next(lines.Count);
        var length = 1 + lines.Skip(at + 1).TakeWhile(line => Indent(line) > Indent(lines[at])).Count();
        var block = lines.GetRange(at, length);
        switch (random.Next(6))
        {
            case 0: lines.RemoveRange(at, length); break;
            case 1: lines.InsertRange(at, block); break;
            case 2: lines.InsertRange(at, Enumerable.Repeat(block, random.Next(60)).SelectMany(copy => copy)); break;
            case 3:
                lines.RemoveRange(at, length);
                lines.InsertRange(at, block.Select(line => new string(' ', 2 * random.Next(3)) + line.TrimStart()));
                break;
            case 4:
                lines.RemoveRange(at, length);
                lines.InsertRange(random.Next(lines.Count + 1), block);
                break;
            default:
                var name = lines[at].Split(':')[0];
                lines[at] = $"{name}: {Values[random.Next(Values.Length)]}";
                break;
        }

        return string.Join('\n', lines);
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ', '-').Length;

    [GeneratedRegex(@"[\w.*&/-]+")]
    private static partial Regex Scalar();
}
