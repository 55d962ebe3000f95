using System.Text.Json;
using System.Text.Json.Serialization;

namespace MergeBuild.Conformance.Tests;

/// <summary>A row of methods/cases.json: a method, its operands and parameters, and the tensor that the peer computed.</summary>
public sealed record MethodCase
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public string? Base { get; init; }

    public required Dictionary<string, string> Inputs { get; init; }

    public required Dictionary<string, JsonElement> Parameters { get; init; }

    [JsonPropertyName("model_parameters")]
    public required Dictionary<string, Dictionary<string, JsonElement>> ModelParameters { get; init; }

    public required string Expected { get; init; }

    public string? Note { get; init; }

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IReadOnlyList<MethodCase> All { get; } =
        JsonSerializer.Deserialize<List<MethodCase>>(File.ReadAllText(Golden.Path("methods/cases.json")), Options)!;
}
