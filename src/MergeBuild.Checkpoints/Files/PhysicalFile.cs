using MergeBuild.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace MergeBuild.Checkpoints.Files;

/// <summary>An open file of this machine.</summary>
internal sealed class PhysicalFile(string path, SafeFileHandle handle, long length) : IWritableFile
{
    public string Path => path;

    public long Length => length;

    public FileIdentity Identity => FileFailure.Translate(path, length, () => NativeFile.Identify(handle));

    private SafeFileHandle Handle => handle;

    // Positional reads, never a memory map: a file that is truncated under a map kills the process.
    public int Read(Span<byte> buffer, long offset)
    {
        try
        {
            return RandomAccess.Read(handle, buffer, offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiagnosticTable.FileNotReadable.Exception(path, exception.Message);
        }
    }

    public void Write(ReadOnlySpan<byte> buffer, long offset)
    {
        try
        {
            RandomAccess.Write(handle, buffer, offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            FileFailure.Translate(path, length, () => throw exception);
        }
    }

    public void CopyFrom(IReadableFile source, long sourceOffset, long offset, long length)
    {
        var copied = source is PhysicalFile { Handle: var from } ? NativeFile.CopyRange(from, sourceOffset, handle, offset, length) : 0;
        this.CopyThroughMemory(source, sourceOffset + copied, offset + copied, length - copied);
    }

    public void Sync() => FileFailure.Translate(path, length, () => NativeFile.Sync(handle));

    public void Dispose() => handle.Dispose();
}
