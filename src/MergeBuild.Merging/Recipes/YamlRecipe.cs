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

    /// <summary>Reads a recipe; reports everything that is wrong with it at once.</summary>
    /// <param name="path">The YAML file, as messages should show it.</param>
    /// <param name="modelRoot">The folder that names of models start from; null for the recipe's own folder.</param>
    /// <exception cref="MergeBuildException">The file cannot be read (MB20xx) or has errors (MB10xx).</exception>
    public static Recipe Read(string path, string? modelRoot)
    {
        var bag = new DiagnosticBag();
        var document = YamlDocument.Read(ReadText(path), path, bag);
        bag.ThrowIfErrors();
        switch (document)
        {
            case YamlMapping mapping:
                var root = modelRoot ?? Path.GetDirectoryName(Path.GetFullPath(path))!;
                return new YamlRecipeReader(path, Path.GetFullPath(root), bag).Read(mapping);
            case null or YamlScalar { IsNull: true }:
                throw DiagnosticTable.RecipeEmpty.ExceptionAt(new SourceLocation(path, 1, 1));
            default:
                throw DiagnosticTable.RecipeWrongKind.ExceptionAt(document.Location, "A recipe", "a mapping of keys to values", document.Kind);
        }
    }

    private static string ReadText(string path)
    {
        var bytes = PhysicalFileSystem.Instance.ReadAllBytes(path, MaximumLength);
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
