using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Cli.Texts;

/// <summary>Text from a file or from standard input.</summary>
internal static class TextInput
{
    private const int MaximumLength = 256 << 20;
    private const string StandardInput = "standard input";

    /// <summary>The name for messages, and the bytes.</summary>
    public static (string Name, byte[] Bytes) Read(string? path)
    {
        if (path is not null)
        {
            return (path, PhysicalFileSystem.Instance.ReadAllBytes(path, MaximumLength));
        }

        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var count = input.Read(buffer); count > 0; count = input.Read(buffer))
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaximumLength)
            {
                throw DiagnosticTable.FileNotReadable.Exception(StandardInput, $"it has more than {MaximumLength} bytes.");
            }
        }

        return (StandardInput, bytes.ToArray());
    }

    /// <summary>The text of UTF-8.</summary>
    public static string ToText(string name, byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes)
        ? Encoding.UTF8.GetString(bytes)
        : throw DiagnosticTable.TextNotUtf8.Exception(name);
}
