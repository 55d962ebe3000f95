namespace MergeBuild.Testing;

/// <summary>A folder of its own for a test; deleted, with all that is in it, at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("mergebuild-").FullName;

    /// <summary>The path of a file or folder in it; nothing is created.</summary>
    public string this[string name] => System.IO.Path.GetFullPath(name, Path);

    /// <summary>Creates a folder in it.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <summary>Writes a text file, creating the folders on the way.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, creating the folders on the way.</summary>
    public string Write(string name, byte[] bytes)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The names of the files directly in it, in order.</summary>
    public IReadOnlyList<string> FileNames =>
        [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
