namespace MergeBuild.Merging.Store;

/// <summary>What a collection did.</summary>
/// <param name="FilesDeleted">Files that were deleted.</param>
/// <param name="BytesDeleted">Their bytes.</param>
/// <param name="FilesKept">Files that stayed.</param>
/// <param name="BytesKept">Their bytes.</param>
public readonly record struct CollectionResult(int FilesDeleted, long BytesDeleted, int FilesKept, long BytesKept)
{
    internal CollectionResult WithKept(long bytes) => this with { FilesKept = FilesKept + 1, BytesKept = BytesKept + bytes };

    internal CollectionResult WithDeleted(long bytes) => this with { FilesDeleted = FilesDeleted + 1, BytesDeleted = BytesDeleted + bytes };
}
