using System.Globalization;
using MergeBuild.Merging.Methods;
using MergeBuild.Merging.Parameters;
using MergeBuild.Merging.Planning;

namespace MergeBuild.Merging.Ledger;

/// <summary>
/// All that decides a tensor's bytes beside the content of its sources: operation and version, type, shape, seed,
/// parameters. One fact a line.
/// </summary>
internal static class TensorFormula
{
    // Raised when what the engine does with blocks of the same formula and content gives other bytes than before.
    private const string Engine = "mergebuild/2";

    public static string Of(TensorPlan tensor, MergeMethod method)
    {
        var facts = new List<string>
        {
            Engine,
            "operation " + (tensor.IsCopy ? "copy" : $"{method.Name}/{method.Version.ToString(CultureInfo.InvariantCulture)}"),
            "tensor " + Quote(tensor.Result.Name),
            $"type {tensor.Result.DType}",
            "shape " + string.Join(',', tensor.Result.Shape),
        };
        if (!tensor.IsCopy)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"seed {tensor.Operands.Seed}"));
            facts.Add("parameters " + Text(tensor.Operands.Parameters));
            facts.Add(tensor.Base is null ? "no base" : "base");
            facts.AddRange(tensor.Operands.Experts.Select(expert => $"expert {Quote(expert.ModelName)} {Text(expert.Parameters)}"));
        }

        return string.Join('\n', facts);
    }

    private static string Text(ParameterValues parameters) => string.Join(' ', parameters.Values.Select(
        pair => $"{pair.Key}={pair.Value.ToString("R", CultureInfo.InvariantCulture)}"));

    // Names are the user's; none may pass for another fact.
    private static string Quote(string name) => $"'{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
