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
        if (File.Exists(path))
        {
            foreach (var leftover in File.ReadLines(path).Except(files).Where(file => directories.Contains(Path.GetDirectoryName(file))))
            {
                File.Delete(leftover);
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, files);
    }

    /// <summary>Adds a file that came later, unless it is listed already.</summary>
    public void Add(string file)
    {
        if (!File.ReadLines(path).Contains(file))
        {
            File.AppendAllLines(path, [file]);
        }
    }
}
