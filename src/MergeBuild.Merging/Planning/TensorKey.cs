using System.Globalization;
using System.Text;
using MergeBuild.Checkpoints.Files;
using MergeBuild.Checkpoints.Models;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;

namespace MergeBuild.Merging.Planning;

/// <summary>
/// The digest of all that decides a tensor's bytes, or a block's: method and version, parameters, seed, type, shape and
/// the content of the sources. Equal keys mean equal bytes.
/// </summary>
public static class TensorKey
{
    private const string Format = "mergebuild-key/1";

    /// <summary>The key of a tensor.</summary>
    /// <param name="tensor">The tensor's plan.</param>
    /// <param name="method">The method.</param>
    /// <param name="fileDigest">The SHA-256 of a parent's shard.</param>
    public static string Of(TensorPlan tensor, MergeMethod method, Func<ModelShard, string> fileDigest)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(fileDigest);
        var text = new StringBuilder(Format).Append('\n');
        Append(text, "method", tensor.IsCopy ? "copy" : $"{method.Name}/{method.Version.ToString(CultureInfo.InvariantCulture)}");
        Append(text, "tensor", tensor.Result.Name);
        Append(text, "type", tensor.Result.DType.ToString());
        Append(text, "shape", string.Join(',', tensor.Result.Shape));
        Append(text, "seed", tensor.Operands.Seed.ToString(CultureInfo.InvariantCulture));
        Append(text, "parameters", Text(tensor.Operands.Parameters));
        AppendSource(text, tensor.Base, null, fileDigest);
        for (var i = 0; i < tensor.Experts.Length; i++)
        {
            AppendSource(text, tensor.Experts[i], tensor.IsCopy ? null : tensor.Operands.Experts[i], fileDigest);
        }

        return ContentDigest.Sha256(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void AppendSource(StringBuilder text, SourceTensor? source, ExpertOperand? operand, Func<ModelShard, string> fileDigest)
    {
        if (source is null)
        {
            Append(text, "source", "none");
            return;
        }

        Append(text, "source", source.Content.Identity(fileDigest));
        Append(text, "expert", operand is null ? "" : $"{operand.ModelName} {Text(operand.Parameters)}");
    }

    private static string Text(ParameterValues parameters) => string.Join(' ', parameters.Values.Select(
        pair => $"{pair.Key}={pair.Value.ToString("R", CultureInfo.InvariantCulture)}"));

    // One line a fact, its length in front, so that no value can pass for another fact.
    private static void Append(StringBuilder text, string name, string value) =>
        text.Append(name).Append(' ').Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(value).Append('\n');
}
