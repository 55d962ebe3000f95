namespace MergeBuild.Testing.Hub;

/// <summary>A request that a <see cref="HubServer"/> got.</summary>
/// <param name="Host">Whether the Hub itself got it, or the host of large files.</param>
/// <param name="Path">The path with its query, as it was sent.</param>
/// <param name="Headers">The headers, by name in lower case.</param>
public sealed record HubRequest(HubHost Host, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte asked for.</summary>
    public long Offset => Headers.TryGetValue("range", out var range) && range.StartsWith("bytes=", StringComparison.Ordinal)
        ? long.Parse(range.AsSpan(6).TrimEnd('-'), null)
        : 0;

    /// <summary>What was said of who asks, or null.</summary>
    public string? Authorization => Headers.GetValueOrDefault("authorization");
}

/// <summary>Which of the two hosts a request reached.</summary>
public enum HubHost
{
    /// <summary>The Hub.</summary>
    Hub,

    /// <summary>The host that large files come from.</summary>
    Content,
}
