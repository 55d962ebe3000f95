using MergeBuild.Checkpoints.Models;
using MergeBuild.Diagnostics;

namespace MergeBuild.Checkpoints.Adapters;

/// <summary>
/// Finds tensors of a base by the names that its adapters use. A checkpoint may be saved with or without the outermost
/// name of the class that is adapted (<c>transformer.h.0</c> and <c>h.0</c>), so that one may be missing on either side.
/// </summary>
internal sealed class BaseTensors(AdapterDirectory adapter, ModelDirectory baseModel)
{
    private readonly ILookup<string, StoredTensor> _byInnerName =
        baseModel.Tensors.Values.ToLookup(tensor => Inner(tensor.Entry.Name), StringComparer.Ordinal);

    /// <summary>The tensor of a path.</summary>
    /// <param name="path">The path without PEFT's prefix.</param>
    /// <param name="adapterTensor">The adapter's tensor that belongs to it, for messages.</param>
    public StoredTensor Find(string path, string adapterTensor)
    {
        if (baseModel.Tensors.TryGetValue(path, out var exact))
        {
            return exact;
        }

        var candidates = _byInnerName[path].ToList();
        if (baseModel.Tensors.TryGetValue(Inner(path), out var inner))
        {
            candidates.Add(inner);
        }

        return candidates.Count == 1
            ? candidates[0]
            : throw DiagnosticTable.AdapterBaseTensorMissing.Exception(
                adapter.Weights.Path, adapterTensor, path, baseModel.Path, candidates.Count == 0 ? "none" : "several");
    }

    private static string Inner(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
