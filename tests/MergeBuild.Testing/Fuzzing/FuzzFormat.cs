namespace MergeBuild.Testing.Fuzzing;

/// <summary>A file format as the fuzzer sees it.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Seeds">Valid contents to begin with, each of which is read.</param>
/// <param name="Read">Reads a content as the product does; returns, or throws a coded error.</param>
public sealed record FuzzFormat(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read)
{
    /// <summary>
    /// Puts a changed content into what must be right around it, such as a length or a checksum, so that damage gets
    /// past the first check. Given the content of <see cref="Inner"/>.
    /// </summary>
    public Func<byte[], byte[]>? Frame { get; init; }

    /// <summary>Valid contents for <see cref="Frame"/>.</summary>
    public IReadOnlyList<byte[]> Inner { get; init; } = [];

    /// <summary>Damage that knows the format, for those that are neither JSON nor lines; null for none.</summary>
    public Func<byte[], Random, byte[]>? Change { get; init; }

    /// <summary>Where the reader looks for the file; null for formats that lie within others.</summary>
    public FuzzFile? File { get; init; }

    /// <summary>The most bytes that reading may allocate for each byte of the file, besides a constant.</summary>
    public int AllocationFactor { get; init; } = 400;
}
