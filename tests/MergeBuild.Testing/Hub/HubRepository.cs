using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MergeBuild.Testing.Hub;

/// <summary>A model as a Hub has it: commits of files, and branches that point to them.</summary>
public sealed class HubRepository(string name)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, byte[]>> _commits = new(StringComparer.Ordinal);

    /// <summary>Files that are longer are large ones: SHA-256, and a redirect to the other host.</summary>
    public int LargeFrom { get; set; } = 1000;

    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>Branches and tags with their commits.</summary>
    public ConcurrentDictionary<string, string> Refs { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds the files of a folder as a commit and moves a branch to it. Returns the commit.</summary>
    public string Push(string directory, string branch = "main") => Push(
        Directory.EnumerateFiles(directory).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal), branch);

    /// <summary>Adds files as a commit and moves a branch to it. Returns the commit.</summary>
    public string Push(IReadOnlyDictionary<string, byte[]> files, string branch = "main")
    {
        ArgumentNullException.ThrowIfNull(files);
        var content = string.Join('\n', files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {IdOf(file.Value)}"));
        var commit = GitDigest(Encoding.UTF8.GetBytes(name + "\n" + content));
        _commits[commit] = files;
        Refs[branch] = commit;
        return commit;
    }

    /// <summary>The commit of a branch, tag or commit; null when there is none.</summary>
    public string? CommitOf(string revision) => _commits.ContainsKey(revision) ? revision : Refs.GetValueOrDefault(revision);

    /// <summary>The files of a commit.</summary>
    public IReadOnlyDictionary<string, byte[]> Files(string commit) => _commits[commit];

    /// <summary>The contents of all files of all commits.</summary>
    public IEnumerable<byte[]> Contents => _commits.Values.SelectMany(files => files.Values);

    /// <summary>Whether a file is a large one.</summary>
    public bool IsLarge(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Length >= LargeFrom;
    }

    /// <summary>What the Hub, and the cache, call a content.</summary>
    public string IdOf(byte[] content) => IsLarge(content) ? Convert.ToHexStringLower(SHA256.HashData(content)) : GitDigest(content);

    // CA5350 Weak cryptography: the name that git gives to a blob.
#pragma warning disable CA5350
    private static string GitDigest(byte[] content) => Convert.ToHexStringLower(
        SHA1.HashData([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")), .. content]));
#pragma warning restore CA5350
}
