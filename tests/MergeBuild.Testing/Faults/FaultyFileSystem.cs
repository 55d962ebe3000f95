using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Testing.Faults;

/// <summary>
/// A real file system that fails where it is told to, with the diagnostics that the real one would give, and counts
/// what it is asked to do. Loop the occurrence of a fault from 1 until <see cref="HasFailed"/> stays false, and every
/// point of failure has been seen. Safe for several threads.
/// </summary>
public sealed class FaultyFileSystem(FileFault? fault = null, IFileSystem? inner = null) : IFileSystem
{
    private readonly IFileSystem _inner = inner ?? PhysicalFileSystem.Instance;
    private readonly Dictionary<FileOperation, int> _counts = [];
    private readonly Dictionary<(FileOperation Operation, string Path), long> _bytes = [];

    /// <summary>The most bytes that one read delivers; shorter reads than asked for are legal.</summary>
    public int LongestRead { get; init; } = int.MaxValue;

    /// <summary>Whether the fault has happened.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>How often an operation was asked for, failures included.</summary>
    public int Count(FileOperation operation)
    {
        lock (_counts)
        {
            return _counts.GetValueOrDefault(operation);
        }
    }

    /// <summary>How many bytes of files below a path were read, written or copied.</summary>
    public long BytesOf(FileOperation operation, string path = "")
    {
        lock (_counts)
        {
            return _bytes.Where(entry => entry.Key.Operation == operation && entry.Key.Path.StartsWith(path, StringComparison.Ordinal)).Sum(entry => entry.Value);
        }
    }

    /// <inheritdoc/>
    public IReadableFile OpenRead(string path)
    {
        Reach(FileOperation.OpenRead, path);
        return new FaultyReadableFile(this, _inner.OpenRead(path));
    }

    /// <inheritdoc/>
    public IWritableFile Create(string path, long length, bool reserve = true)
    {
        Reach(FileOperation.Create, path);
        if (reserve)
        {
            Reach(FileOperation.Preallocate, path, length);
        }

        return new FaultyWritableFile(this, _inner.Create(path, length, reserve));
    }

    /// <inheritdoc/>
    public IWritableFile Extend(string path)
    {
        Reach(FileOperation.Create, path);
        return new FaultyWritableFile(this, _inner.Extend(path));
    }

    /// <inheritdoc/>
    public void Replace(string source, string destination)
    {
        Reach(FileOperation.Replace, destination);
        _inner.Replace(source, destination);
    }

    /// <inheritdoc/>
    public void SyncDirectory(string directory)
    {
        Reach(FileOperation.SyncDirectory, directory);
        _inner.SyncDirectory(directory);
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        Reach(FileOperation.Delete, path);
        _inner.Delete(path);
    }

    /// <summary>Counts an operation and fails it if its turn has come.</summary>
    internal void Reach(FileOperation operation, string path, long bytes = 0)
    {
        lock (_counts)
        {
            _bytes[(operation, path)] = _bytes.GetValueOrDefault((operation, path)) + bytes;
            var count = _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            var isHit = operation == fault?.Operation && count == fault.Occurrence;
            var isAftermath = HasFailed && (fault!.Duration == FaultDuration.Crash ||
                (fault.Duration == FaultDuration.Persistent && operation == fault.Operation));
            if (!isHit && !isAftermath)
            {
                return;
            }

            HasFailed = true;
        }

        throw operation is FileOperation.OpenRead or FileOperation.Read
            ? DiagnosticTable.FileNotReadable.Exception(path, $"injected fault in {operation}.")
            : operation is FileOperation.Preallocate ? DiagnosticTable.DiskFull.Exception(path, bytes)
            : DiagnosticTable.FileNotWritable.Exception(path, $"injected fault in {operation}.");
    }
}
