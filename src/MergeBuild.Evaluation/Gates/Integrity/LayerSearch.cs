using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Evaluation.Gates.Integrity;

/// <summary>Looks for the tensor of the reference that a foreign tensor of a parent really goes back to.</summary>
internal static partial class LayerSearch
{
    private const int BlockLength = 1 << 16;

    /// <summary>The name of the nearest tensor whose name differs in numbers alone, and their cosine.</summary>
    public static (string Name, double Cosine)? Nearest(ModelWeights parent, ModelWeights reference, string name)
    {
        var pattern = Number().Replace(name, "#");
        var tensor = parent.Find(name)!;
        var candidates = reference.TensorNames
            .Where(other => other != name && Number().Replace(other, "#") == pattern && reference.Find(other)!.Entry.Shape.SequenceEqual(tensor.Entry.Shape))
            .Select(other => (other, Cosine(parent, tensor, reference, reference.Find(other)!)))
            .ToImmutableArray();
        return candidates.IsEmpty ? null : candidates.MaxBy(candidate => candidate.Item2);
    }

    private static double Cosine(ModelWeights parent, StoredTensor tensor, ModelWeights reference, StoredTensor other)
    {
        var (first, second, bytes) = (new float[BlockLength], new float[BlockLength], new byte[BlockLength * sizeof(double)]);
        var (own, theirs, product) = (0.0, 0.0, 0.0);
        for (var start = 0L; start < tensor.Entry.ElementCount; start += BlockLength)
        {
            var count = (int)Math.Min(BlockLength, tensor.Entry.ElementCount - start);
            var x = first.AsSpan(0, count);
            var y = second.AsSpan(0, count);
            parent.Read(tensor, start, x, bytes);
            reference.Read(other, start, y, bytes);
            _ = ProfileSums.ClearNotFinite(x) + ProfileSums.ClearNotFinite(y);
            own += ProfileSums.Product(x, x);
            theirs += ProfileSums.Product(y, y);
            product += ProfileSums.Product(x, y);
        }

        var norms = Math.Sqrt(own) * Math.Sqrt(theirs);
        return norms > 0 ? product / norms : 0;
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
