using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Files;

/// <summary>The files of this machine.</summary>
public sealed class PhysicalFileSystem : IFileSystem
{
    /// <summary>The one instance.</summary>
    public static PhysicalFileSystem Instance { get; } = new();

    private PhysicalFileSystem()
    {
    }

    /// <inheritdoc/>
    public IReadableFile OpenRead(string path)
    {
        try
        {
            var handle = NativeFile.OpenRead(path);
            try
            {
                return NativeFile.IsRegular(handle)
                    ? new PhysicalFile(path, handle, RandomAccess.GetLength(handle))
                    : throw DiagnosticTable.FileNotRegular.Exception(path);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }
        catch (NotSupportedException)
        {
            throw DiagnosticTable.FileNotRegular.Exception(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DiagnosticTable.FileNotFound.Exception(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Directory.Exists(path)
                ? DiagnosticTable.FileNotRegular.Exception(path)
                : DiagnosticTable.FileNotReadable.Exception(path, exception.Message);
        }
    }

    /// <inheritdoc/>
    public IWritableFile Create(string path, long length, bool reserve = true)
    {
        FileFailure.Translate(path, 0, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!));
        return FileFailure.Translate(path, length, () => new PhysicalFile(
            path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, preallocationSize: reserve ? length : 0), length));
    }

    /// <inheritdoc/>
    public IWritableFile Extend(string path)
    {
        FileFailure.Translate(path, 0, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!));
        return FileFailure.Translate(path, 0, () =>
        {
            var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            return new PhysicalFile(path, handle, RandomAccess.GetLength(handle));
        });
    }

    /// <inheritdoc/>
    public void Replace(string source, string destination) =>
        FileFailure.Translate(destination, 0, () => File.Move(source, destination, overwrite: true));

    /// <inheritdoc/>
    public void SyncDirectory(string directory) =>
        FileFailure.Translate(directory, 0, () => NativeFile.SyncDirectory(directory));

    /// <inheritdoc/>
    public void Delete(string path) => FileFailure.Translate(path, 0, () =>
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    });
}
