using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Models;

/// <summary>Finds the PyTorch weights of a directory that has no safetensors.</summary>
internal static class PyTorchWeights
{
    /// <summary>The name of the index over several files.</summary>
    public const string IndexName = "pytorch_model.bin.index.json";

    private const string SingleFileName = "pytorch_model.bin";
    private const string Stem = "pytorch_model";
    private static readonly string[] OtherExtensions = [".pt", ".pth"];

    /// <summary>The first file by name that looks like PyTorch weights, or null.</summary>
    public static string? FindAny(string directory) =>
        Names(directory).FirstOrDefault(name => name.StartsWith(Stem, StringComparison.Ordinal) || IsOther(name));

    /// <summary>
    /// The name of the file or of the index that holds the weights: those that transformers writes, else the only file
    /// that ends with .pt or .pth. Null if there is none.
    /// </summary>
    /// <exception cref="MergeBuildException">MB2122: there are several.</exception>
    public static string? Find(string directory)
    {
        var names = Names(directory);
        string[] candidates = [.. names.Where(name => name is SingleFileName or IndexName)];
        candidates = candidates.Length > 0 ? candidates : [.. names.Where(IsOther)];
        return candidates.Length <= 1
            ? candidates.FirstOrDefault()
            : throw DiagnosticTable.PyTorchAmbiguous.Exception(directory, string.Join(", ", candidates.Select(name => $"'{LogText.Sanitize(name)}'")));
    }

    private static bool IsOther(string name) => OtherExtensions.Any(extension => name.EndsWith(extension, StringComparison.Ordinal));

    private static string[] Names(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(directory).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiagnosticTable.FileNotReadable.Exception(directory, exception.Message);
        }
    }
}
