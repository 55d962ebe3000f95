using System.Text;
using MergeBuild.Checkpoints.Files;

namespace MergeBuild.Tasks;

/// <summary>
/// The full paths of what the last merge published, a line each. It outlives the stamp, so that <c>clean</c> also finds
/// the files of a model that is out of date, and it is plain enough for MSBuild to read without a task of ours.
/// </summary>
internal sealed class ModelFileList(string path)
{
    /// <summary>Writes a new list, and deletes what only the old one named in the same directories: a shard too many, say.</summary>
    public void Replace(IReadOnlyCollection<string> files, params string[] directories)
    {
        // A damaged list may have lines that are no paths.
        foreach (var leftover in Lines.Except(files).Where(file => !file.Contains('\0', StringComparison.Ordinal) && directories.Contains(Path.GetDirectoryName(file))))
        {
            File.Delete(leftover);
        }

        Write(files);
    }

    /// <summary>Adds a file that came later, unless it is listed already.</summary>
    public void Add(string file)
    {
        var files = Lines;
        if (!files.Contains(file))
        {
            Write(files.Append(file));
        }
    }

    /// <summary>Whether all of these are listed, and nothing that is not there: publish and pack hand on what is listed.</summary>
    public bool Lists(IEnumerable<string> files) => Lines is var listed && !files.Except(listed).Any() && listed.All(File.Exists);

    private string[] Lines => File.Exists(path) ? PhysicalFileSystem.Instance.ReadAllLines(path) : [];

    // Whole or not at all: a shorter list is a model that lacks files.
    private void Write(IEnumerable<string> files)
    {
        using var publication = new Publication(PhysicalFileSystem.Instance, Path.GetDirectoryName(path)!);
        publication.Write(Path.GetFileName(path), Encoding.UTF8.GetBytes(string.Concat(files.Select(file => file + Environment.NewLine))));
        publication.Commit();
    }
}
