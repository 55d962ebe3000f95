using System.Globalization;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Architectures;

namespace MergeBuild.Merging.Planning;

/// <summary>Finds the tensors that a family's definition asks for and a result lacks.</summary>
internal sealed class RequiredTensors(Architecture architecture, ModelConfig? config)
{
    /// <summary>The first missing name of each definition.</summary>
    /// <param name="present">The names that the result has.</param>
    /// <param name="layerCount">The number of layers of a module.</param>
    public IEnumerable<string> Missing(IReadOnlySet<string> present, Func<ModuleDefinition, int> layerCount) =>
        from module in architecture.Definition?.Modules ?? []

        // A configuration may state any number; one more than there are tensors is enough to miss one.
        let layers = Math.Min(layerCount(module), present.Count + 1)
        from tensor in module.Tensors
        where tensor.Dropped is null && (tensor.TiedTo is null || !architecture.Ties(config)) && tensor.SameAs is null
        where !tensor.IsOptionalIn(config?.Architecture)
        let missing = tensor.IsLayered
            ? Enumerable.Range(0, layers).Select(layer => MissingIn(layer, tensor, module, present)).FirstOrDefault(name => name is not null)
            : Names(tensor, null, present.Count).FirstOrDefault(name => !present.Contains(name) && !HasSubstitute(tensor, present))
        where missing is not null
        select missing;

    private string? MissingIn(int layer, TensorDefinition tensor, ModuleDefinition module, IReadOnlySet<string> present) =>
        tensor.Group is null || module.Tensors.Any(other => other.Group == tensor.Group && Names(other, layer, present.Count).Any(present.Contains))
            ? Names(tensor, layer, present.Count).FirstOrDefault(name => !present.Contains(name))
            : null;

    // A checkpoint may have the embedding of an encoder where the definition expects one that encoder and decoder share.
    private bool HasSubstitute(TensorDefinition tensor, IReadOnlySet<string> present) =>
        architecture.Definition!.Tensors.Any(other => other.SameAs == tensor.Name && present.Contains(architecture.Written(other)));

    private IEnumerable<string> Names(TensorDefinition tensor, int? layer, int tensorCount)
    {
        var name = layer is null ? architecture.Written(tensor) : Fill(architecture.Written(tensor), TensorPlace.LayerMark, layer.Value);
        return tensor.Parts is null
            ? [name]
            : Enumerable.Range(0, (int)Math.Clamp(config?.WholeNumber(tensor.Parts) ?? 0, 0, tensorCount + 1)).Select(part => Fill(name, TensorPlace.PartMark, part));
    }

    private static string Fill(string pattern, string mark, int number) =>
        pattern.Replace(mark, number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
