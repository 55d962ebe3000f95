namespace MergeBuild.Testing.Fuzzing;

/// <summary>A file of a format in its place, which may hold something that is no file.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Read">Reads what lies there as the product does; returns, or throws a coded error.</param>
public sealed record FuzzFile(string Path, Action Read)
{
    /// <summary>Whether the reader stays in the folder: it belongs to a model, and links out of it are refused. Other files a user names.</summary>
    public bool IsOfModel { get; init; }
}
