using System.Collections.Immutable;
using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Locks;

/// <summary>A parent of the Hub as it is pinned.</summary>
/// <param name="Reference">What the project asks for.</param>
/// <param name="Resolved">The commit that it got.</param>
/// <param name="Files">What a merge reads of it, by name.</param>
public sealed record LockedParent(HubReference Reference, string Resolved, ImmutableArray<LockedFile> Files)
{
    /// <summary>The name that the model had when it was resolved, where it is another than the project's.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Why another entry of the same reference is not this one; null when it is.</summary>
    public string? DifferenceTo(LockedParent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Resolved != other.Resolved ? $"{Reference} is at {other.Resolved}, no longer at {Resolved}"
            : MovedTo != other.MovedTo ? $"{Reference} was renamed"
            : Files.Except(other.Files).Concat(other.Files.Except(Files)).FirstOrDefault() is { } file
                ? $"'{file.Name}' of {Reference} is {(Files.Any(mine => mine.Name == file.Name) ? "no longer as it was listed" : "not listed")}"
            : null;
    }
}
