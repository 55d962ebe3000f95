using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// Results in a directory, one file each, named by the digest of all that decides them. A file begins with a line that
/// states its key and the digest of the rest; a file that does not keep that promise counts as absent.
/// </summary>
public sealed class ResultCache(string directory, IFileSystem files)
{
    /// <summary>The directory.</summary>
    public string Directory => directory;

    /// <summary>The files of this machine, or those that tests let fail.</summary>
    internal IFileSystem Files => files;

    /// <summary>A result that was stored whole, or null.</summary>
    public EvaluationResult? Find(ResultKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var path = Path.Combine(directory, Name(key));
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var bytes = files.ReadAllBytes(path);
            var end = bytes.AsSpan().IndexOf((byte)'\n');
            return end >= 0 && bytes.AsSpan(0, end).SequenceEqual(Encoding.UTF8.GetBytes(Promise(key, bytes.AsSpan(end + 1))))
                ? EvaluationResultJson.Read(JsonFile.ParseObject(bytes[(end + 1)..], path, DiagnosticTable.ResultInvalid), path)
                : null;
        }
        catch (MergeBuildException)
        {
            // Whatever is wrong with the file, evaluating again is right.
            return null;
        }
    }

    /// <summary>Stores a result, and deletes the journals that led to it.</summary>
    public void Store(ResultKey key, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(key);
        var content = EvaluationResultJson.Write(result);
        using (var publication = new Publication(files, directory))
        {
            publication.Write(Name(key), [.. Encoding.UTF8.GetBytes(Promise(key, content)), (byte)'\n', .. content]);
            publication.Commit();
        }

        ExampleJournal.Delete(this, key);
    }

    private static string Name(ResultKey key) => $"{key.Digest}.json";

    private static string Promise(ResultKey key, ReadOnlySpan<byte> content) => $"mergebuild-evaluation {key.Digest} {Blake3.Hash(content)}";
}
