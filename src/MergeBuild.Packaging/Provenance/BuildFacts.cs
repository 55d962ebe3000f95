namespace MergeBuild.Packaging.Provenance;

/// <summary>What a provenance statement says of the build itself: the only place for times and for the machine.</summary>
/// <param name="RecipePath">The recipe or project file.</param>
/// <param name="StartedOn">When the build began.</param>
/// <param name="FinishedOn">When it ended.</param>
public sealed record BuildFacts(string RecipePath, DateTimeOffset StartedOn, DateTimeOffset FinishedOn)
{
    /// <summary>The builder unless one is named: a machine that nobody vouches for.</summary>
    public const string LocalBuilder = "https://github.com/mergebuild/mergebuild/blob/main/docs/provenance.md#builders";

    /// <summary>The URI of the builder.</summary>
    public string BuilderId { get; init; } = LocalBuilder;

    /// <summary>The build configuration, such as <c>Release</c>.</summary>
    public string? Configuration { get; init; }

    /// <summary>The threads that merged.</summary>
    public int? Threads { get; init; }

    /// <summary>The commit of the recipe.</summary>
    public SourceRevision? Revision { get; init; }
}
