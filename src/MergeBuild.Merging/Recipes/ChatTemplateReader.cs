using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;
using MergeBuild.Merging.Tokenizers;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads what a recipe or project says of the chat template: a name, Jinja text, or the path of a file.</summary>
internal static class ChatTemplateReader
{
    private const int ShortestText = 20;
    private const int LongestFile = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the rule, or null after an error.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="location">Where.</param>
    /// <param name="directory">The folder that paths start from.</param>
    /// <param name="files">Where files are read.</param>
    /// <param name="bag">Where errors go.</param>
    public static ChatTemplateRule? Read(string written, SourceLocation? location, string directory, IFileSystem files, DiagnosticBag bag)
    {
        if (written == ChatTemplateRule.Auto)
        {
            return new ChatTemplateRule(written, null, null, location);
        }

        if (ChatTemplates.BuiltIn.TryGetValue(written, out var text))
        {
            return new ChatTemplateRule(written, text, null, location);
        }

        if (written.Length >= ShortestText && written.Contains('{', StringComparison.Ordinal))
        {
            return new ChatTemplateRule(ChatTemplateRule.OwnText, written, null, location);
        }

        if (written.EndsWith(".jinja", StringComparison.OrdinalIgnoreCase))
        {
            return ReadFile(Path.GetFullPath(written, directory), location, files, bag);
        }

        bag.Report(DiagnosticTable.ChatTemplateUnknown.At(
            location, written, Suggestion.For(written, ChatTemplates.BuiltIn.Keys.Append(ChatTemplateRule.Auto))));
        return null;
    }

    private static ChatTemplateRule? ReadFile(string path, SourceLocation? location, IFileSystem files, DiagnosticBag bag)
    {
        try
        {
            return new ChatTemplateRule(ChatTemplateRule.OwnFile, Utf8.GetString(files.ReadAllBytes(path, LongestFile)), path, location);
        }
        catch (MergeBuildException exception)
        {
            bag.Report(DiagnosticTable.ChatTemplateUnreadable.At(location, path, exception.Diagnostics[0].Message));
        }
        catch (DecoderFallbackException)
        {
            bag.Report(DiagnosticTable.ChatTemplateUnreadable.At(location, path, "It is not valid UTF-8."));
        }

        return null;
    }
}
