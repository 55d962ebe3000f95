using System.Globalization;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Packaging.Hub;

/// <summary>A file that is arriving: what has arrived, and its digest so far.</summary>
internal sealed class PartialFile : IDisposable
{
    private const int BufferLength = 1 << 20;
    private readonly HubFile _expected;
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly string _owner;
    private IWritableFile _file;
    private BlobDigest _digest;

    private PartialFile(string path, HubFile expected, string owner, IFileSystem files)
    {
        (_path, _expected, _owner, _files) = (path, expected, owner, files);
        _file = files.Extend(path);
        _digest = new BlobDigest(expected);
    }

    /// <summary>The bytes that have arrived.</summary>
    public long Position { get; private set; }

    /// <summary>The bytes of them that an earlier run left.</summary>
    public long Found { get; private set; }

    /// <summary>Opens what an earlier run left, and hashes it; more than there can be is not kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it will be.</param>
    /// <param name="owner">The model, for messages.</param>
    /// <param name="files">Where the file is.</param>
    public static PartialFile Open(string path, HubFile expected, string owner, IFileSystem files)
    {
        var partial = new PartialFile(path, expected, owner, files);
        try
        {
            if (partial._file.Length > expected.Length)
            {
                partial.Restart();
            }

            partial.HashWhatIsThere();
            partial.Found = partial.Position;
            return partial;
        }
        catch
        {
            partial.Dispose();
            throw;
        }
    }

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="MergeBuildException">MB5109: there are more than the Hub states. What the disk says.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Position + bytes.Length > _expected.Length)
        {
            throw Wrong("more bytes", string.Create(CultureInfo.InvariantCulture, $"{_expected.Length} bytes"));
        }

        _file.Write(bytes, Position);
        _digest.Append(bytes);
        Position += bytes.Length;
    }

    /// <summary>Begins again with nothing.</summary>
    public void Restart()
    {
        Dispose();
        _files.Delete(_path);
        _file = _files.Extend(_path);
        _digest = new BlobDigest(_expected);
        (Position, Found) = (0, 0);
    }

    /// <summary>Checks the digest and returns when the bytes are on the disk.</summary>
    /// <exception cref="MergeBuildException">MB5109: the bytes are others than the Hub states.</exception>
    public void Complete()
    {
        var contentId = _digest.Complete();
        if (contentId != _expected.ContentId)
        {
            throw Wrong($"digest {contentId}", _expected.ContentId);
        }

        _file.Sync();
    }

    public void Dispose()
    {
        _file.Dispose();
        _digest.Dispose();
    }

    private MergeBuildException Wrong(string arrived, string stated) =>
        DiagnosticTable.HubWrongBytes.Exception(_expected.Name, _owner, arrived, stated);

    private void HashWhatIsThere()
    {
        var buffer = new byte[Math.Min(BufferLength, _file.Length)];
        while (Position < _file.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, _file.Length - Position));
            _file.ReadExactly(part, Position);
            _digest.Append(part);
            Position += part.Length;
        }
    }
}
