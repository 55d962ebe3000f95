using System.Collections.Immutable;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Merging.Recipes;

/// <summary>Reads recipes in the YAML form that mergekit made common.</summary>
public static class YamlRecipe
{
    private const int MaximumLength = 10_000_000;

    // Invalid bytes are an error: a name with a replacement character in it would be looked up and not found.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a recipe of one merge; reports everything that is wrong with it at once.</summary>
    /// <param name="path">The YAML file, as messages should show it.</param>
    /// <param name="modelRoot">The folder that names of models start from; null for the recipe's own folder.</param>
    /// <param name="files">Where files are read.</param>
    /// <exception cref="MergeBuildException">The file cannot be read (MB20xx) or has errors (MB10xx).</exception>
    public static Recipe Read(string path, string? modelRoot, IFileSystem? files = null)
    {
        var stages = ReadAll(path, modelRoot, files);
        return stages.Length == 1
            ? stages[0].Recipe
            : throw DiagnosticTable.RecipeHasStages.ExceptionAt(new SourceLocation(path), stages.Length);
    }

    /// <summary>Reads a recipe of one or several merges, in an order in which they can run.</summary>
    /// <param name="path">The YAML file, as messages should show it.</param>
    /// <param name="modelRoot">The folder that names of models start from; null for the recipe's own folder.</param>
    /// <param name="files">Where files are read.</param>
    /// <exception cref="MergeBuildException">The file cannot be read (MB20xx) or has errors (MB10xx).</exception>
    public static ImmutableArray<RecipeStage> ReadAll(string path, string? modelRoot, IFileSystem? files = null)
    {
        files ??= PhysicalFileSystem.Instance;
        var bag = new DiagnosticBag();
        var documents = YamlDocument.Read(ReadText(path, files), path, bag);
        bag.ThrowIfErrors();
        if (documents.Count == 0)
        {
            throw DiagnosticTable.RecipeEmpty.ExceptionAt(new SourceLocation(path, 1, 1));
        }

        foreach (var document in documents.Where(document => document is not YamlMapping))
        {
            bag.Report(DiagnosticTable.RecipeWrongKind.At(document.Location, "A recipe", "a mapping of keys to values", document.Kind));
        }

        bag.ThrowIfErrors();
        var root = modelRoot ?? Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new YamlStages(path, Path.GetFullPath(root), files, bag).Read([.. documents.Cast<YamlMapping>()]);
    }

    /// <summary>Whether a recipe can name models of the Hub at all: a look at its text, which costs little beside reading it as a recipe.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="files">Where it is read.</param>
    public static bool MayNameHub(string path, IFileSystem? files = null)
    {
        var text = ReadText(path, files ?? PhysicalFileSystem.Instance);
        return text.Contains('@', StringComparison.Ordinal) || text.Contains(HubReference.Prefix, StringComparison.Ordinal) ||
            text.Contains("revision", StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal);
    }

    private static string ReadText(string path, IFileSystem files)
    {
        var bytes = files.ReadAllBytes(path, MaximumLength);
        try
        {
            return Utf8.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (DecoderFallbackException exception)
        {
            var line = bytes.AsSpan(0, Math.Max(0, exception.Index)).Count((byte)'\n') + 1;
            throw DiagnosticTable.RecipeNotYaml.ExceptionAt(new SourceLocation(path, line), "the text is not UTF-8.");
        }
    }
}
