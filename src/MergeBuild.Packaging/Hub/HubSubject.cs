using MergeBuild.Merging.Recipes;

namespace MergeBuild.Packaging.Hub;

/// <summary>What a request is about.</summary>
/// <param name="Reference">The model and its revision.</param>
/// <param name="File">The file asked for, or null for what the Hub says of the model.</param>
internal sealed record HubSubject(HubReference Reference, string? File)
{
    /// <summary>The subject in a message.</summary>
    public override string ToString() => File is null ? Reference.ToString() : $"{File} of {Reference}";
}
