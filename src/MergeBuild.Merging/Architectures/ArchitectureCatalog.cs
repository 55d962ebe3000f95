using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Merging.Architectures;

/// <summary>The architecture definitions that come with MergeBuild.</summary>
public static class ArchitectureCatalog
{
    private const string ResourcePrefix = "architectures/";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly Lazy<ImmutableArray<ArchitectureDefinition>> LazyAll = new(Load);

    /// <summary>All definitions.</summary>
    public static ImmutableArray<ArchitectureDefinition> All => LazyAll.Value;

    /// <summary>The definition for a model, or null for a family that is not known.</summary>
    public static ArchitectureDefinition? Find(ModelConfig? config) => All
        .Where(definition => config?.ModelType is { } type && definition.ModelTypes.Contains(type))
        .FirstOrDefault(definition => definition.Architectures.IsEmpty ||
            (config!.Architecture is { } name && definition.Architectures.Contains(name)));

    private static ImmutableArray<ArchitectureDefinition> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    return JsonSerializer.Deserialize<ArchitectureDefinition>(stream, Options)!;
                }),
        ];
    }
}
