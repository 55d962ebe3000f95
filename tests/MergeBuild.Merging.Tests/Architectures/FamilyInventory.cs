using System.Text.Json.Nodes;
using MergeBuild.Checkpoints.Safetensors;
using MergeBuild.Merging.Architectures;
using MergeBuild.Testing.Models;

namespace MergeBuild.Merging.Tests.Architectures;

/// <summary>A small model with every tensor that a definition knows, of a class that needs most of them.</summary>
internal static class FamilyInventory
{
    public const int Layers = 2;
    private const int Parts = 2;

    public static TinyModel Of(ArchitectureDefinition definition, int form = 0)
    {
        var model = TinyModel.Empty.WithConfig(Config(definition));
        return Names(definition).Aggregate(model, (grown, tensor) =>
            grown.With(Write(tensor.Name, definition, form), DType.F32, [2], 1, 2));
    }

    /// <summary>All names with the tensors of the definition; layers of several kinds take turns.</summary>
    public static IEnumerable<(string Name, TensorDefinition Tensor)> Names(ArchitectureDefinition definition) =>
        from module in definition.Modules
        let groups = module.Tensors.Select(tensor => tensor.Group).OfType<string>().Distinct().ToArray()
        from tensor in module.Tensors
        where !(tensor.TiedTo is not null && definition.TiedByDefault) && tensor.SameAs is null
        from layer in Enumerable.Range(0, tensor.IsLayered ? Layers : 1)
        where tensor.Group is null || groups[layer % groups.Length] == tensor.Group
        from part in Enumerable.Range(0, tensor.Parts is null ? 1 : Parts)
        select (tensor.Name
            .Replace(TensorPlace.LayerMark, $"{layer}", StringComparison.Ordinal)
            .Replace(TensorPlace.PartMark, $"{part}", StringComparison.Ordinal), tensor);

    public static string? ClassOf(ArchitectureDefinition definition) => definition.Tensors
        .SelectMany(tensor => tensor.RequiredIn)
        .GroupBy(name => name)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    public static string Write(string name, ArchitectureDefinition definition, int form)
    {
        var beginning = form == 0 ? null : definition.Forms[form - 1].Keys.Where(key => name.StartsWith(key, StringComparison.Ordinal)).MaxBy(key => key.Length);
        return beginning is null ? name : definition.Forms[form - 1][beginning] + name[beginning.Length..];
    }

    private static JsonObject Config(ArchitectureDefinition definition)
    {
        var config = new JsonObject { ["model_type"] = definition.ModelTypes[0], ["architectures"] = new JsonArray(ClassOf(definition)) };
        foreach (var path in definition.Modules.Select(module => module.LayerCount).Concat(definition.Tensors.Select(tensor => tensor.Parts)).OfType<string>())
        {
            var owner = config;
            foreach (var key in path.Split('.')[..^1])
            {
                owner = (JsonObject)(owner[key] ??= new JsonObject());
            }

            owner[path.Split('.')[^1]] = 2;
        }

        return config;
    }
}
