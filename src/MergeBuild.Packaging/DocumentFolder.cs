using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging;

/// <summary>Small files to publish into a model directory and the folders directly in it; equal ones are left alone.</summary>
internal sealed class DocumentFolder(string directory, IFileSystem files)
{
    private const int MaximumLength = 64 << 20;
    private readonly List<(string Name, byte[] Content)> _documents = [];

    /// <summary>The names so far, with slashes.</summary>
    public IEnumerable<string> Names => _documents.Select(document => document.Name);

    /// <summary>Adds a file.</summary>
    public void Add(string name, byte[] content) => _documents.Add((name, content));

    /// <summary>Adds a file, unless one of the user's has its place: one without the words that ours has.</summary>
    public void AddIfOurs(string name, byte[] content, string mark, DiagnosticBag problems)
    {
        var path = Path.Combine(directory, name);
        if (File.Exists(path) && files.ReadAllBytes(path, MaximumLength).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(mark)) < 0)
        {
            problems.Report(DiagnosticTable.DocumentTaken.With(path));
        }
        else
        {
            Add(name, content);
        }
    }

    /// <summary>Writes what is new.</summary>
    public void Publish()
    {
        foreach (var folder in _documents.GroupBy(document => Path.GetDirectoryName(document.Name)!, StringComparer.Ordinal))
        {
            using var publication = new Publication(files, Path.Combine(directory, folder.Key));
            foreach (var (name, content) in folder.Where(document => !HasContent(document.Name, document.Content)))
            {
                publication.Write(Path.GetFileName(name), content);
            }

            publication.Commit();
        }
    }

    private bool HasContent(string name, byte[] content)
    {
        var path = Path.Combine(directory, name);
        return File.Exists(path) && new FileInfo(path).Length == content.Length && files.ReadAllBytes(path, MaximumLength).AsSpan().SequenceEqual(content);
    }
}
