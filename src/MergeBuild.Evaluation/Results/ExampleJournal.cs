using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Hashing;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Evaluation.Results;

/// <summary>
/// The examples of an evaluation that is not finished. Each run appends to a file of its own,
/// <c>key.identifier.journal</c>, so that evaluations at the same time do not meet; a line is the digest of its JSON, and the JSON. Reading a file ends at the first line that
/// does not keep its digest, which is where a killed run was writing.
/// </summary>
internal sealed class ExampleJournal : IDisposable
{
    private const int DigestLength = 2 * Blake3Digest.Length;

    private readonly ResultCache _cache;
    private readonly ResultKey _key;
    private IWritableFile? _file;
    private long _position;

    private ExampleJournal(ResultCache cache, ResultKey key) => (_cache, _key) = (cache, key);

    /// <summary>The journal of this run; its file begins with the first example, so that a run that is refused leaves none.</summary>
    public static ExampleJournal Open(ResultCache cache, ResultKey key) => new(cache, key);

    /// <summary>The examples of all earlier runs, by id.</summary>
    public static Dictionary<string, ExampleResult> Read(ResultCache cache, ResultKey key)
    {
        var examples = new Dictionary<string, ExampleResult>(StringComparer.Ordinal);
        foreach (var path in Runs(cache, key))
        {
            foreach (var example in ReadRun(path, cache.Files))
            {
                examples[example.Id] = example;
            }
        }

        return examples;
    }

    /// <summary>Deletes the files of all runs.</summary>
    public static void Delete(ResultCache cache, ResultKey key)
    {
        foreach (var path in Runs(cache, key))
        {
            cache.Files.Delete(path);
        }
    }

    /// <summary>Appends an example.</summary>
    public void Add(ExampleResult example)
    {
        var json = Encoding.UTF8.GetBytes(ExampleResultJson.Write(example).ToJsonString());
        byte[] line = [.. Encoding.ASCII.GetBytes(Blake3.Hash(json).ToString()), (byte)' ', .. json, (byte)'\n'];
        _file ??= Create();
        _file.Write(line, _position);
        _position += line.Length;
    }

    public void Dispose() => _file?.Dispose();

    private IWritableFile Create() => _cache.Files.Create(Path.Combine(_cache.Directory, $"{_key.Digest}.{Guid.NewGuid():N}.journal"), 0);

    private static IEnumerable<ExampleResult> ReadRun(string path, IFileSystem files)
    {
        byte[] bytes;
        try
        {
            bytes = files.ReadAllBytes(path);
        }
        catch (MergeBuildException)
        {
            // What cannot be read is evaluated again.
            yield break;
        }

        for (var start = 0; Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var end; start = end + 1)
        {
            if (ReadLine(bytes.AsSpan(start, end - start), path) is not { } example)
            {
                yield break;
            }

            yield return example;
        }
    }

    private static ExampleResult? ReadLine(ReadOnlySpan<byte> line, string path)
    {
        if (line.Length <= DigestLength + 1 || !line[..DigestLength].SequenceEqual(Encoding.ASCII.GetBytes(Blake3.Hash(line[(DigestLength + 1)..]).ToString())))
        {
            return null;
        }

        try
        {
            return ExampleResultJson.Read(new ResultFields(JsonFile.ParseObject(line[(DigestLength + 1)..].ToArray(), path, DiagnosticTable.ResultInvalid), path));
        }
        catch (MergeBuildException)
        {
            return null;
        }
    }

    // All examples of a key are the same whoever evaluated them, so the order decides nothing.
    private static string[] Runs(ResultCache cache, ResultKey key) =>
        Directory.Exists(cache.Directory) ? Directory.GetFiles(cache.Directory, $"{key.Digest}.*.journal") : [];
}
