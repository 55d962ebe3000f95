using System.Text;

namespace MergeBuild.Testing.Hub;

/// <summary>What a <see cref="HubServer"/> answers, right or wrong.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">Headers besides the length.</param>
/// <param name="Body">The bytes.</param>
public sealed record HubAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The length to state; the true one unless set.</summary>
    public long? StatedLength { get; init; }

    /// <summary>The bytes after which the connection is cut; null for none.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The time between pieces of the body; they are sent at once unless set.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>An answer without a body.</summary>
    public static HubAnswer Of(int status, params (string Name, string Value)[] headers) =>
        new(status, headers.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase), []);

    /// <summary>An answer of JSON.</summary>
    public static HubAnswer Json(string text, params (string Name, string Value)[] headers) => Of(200, headers) with { Body = Encoding.UTF8.GetBytes(text) };

    /// <summary>The same with one more header.</summary>
    public HubAnswer With(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };
}
